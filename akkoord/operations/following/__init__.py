# SPDX-License-Identifier: EUPL-1.2
"""Those who follow the status page without an account: by e-mail or webhook. They need no more than their own link."""
