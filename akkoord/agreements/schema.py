# SPDX-License-Identifier: EUPL-1.2
"""The JSON Schema of agreement files, which ships with the product so that editors complete and check them."""

import json
from pathlib import Path

from akkoord.agreements.document import Agreement

SHIPPED = Path(__file__).parent / "shipped"
SCHEMA = SHIPPED / "agreement.schema.json"


def schema_text() -> str:
    """The schema as it must stand in `SCHEMA`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Agreement.model_json_schema()}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
