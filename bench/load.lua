-- SPDX-License-Identifier: EUPL-1.2
-- For wrk: sends the requests of the file LOAD_FILE in turn. A line is METHOD, path, cookies and body between tabs;
-- `%once%` in a body becomes a fresh UUID. At the end one line of JSON says how it went.
local requests, turn = {}, 0

function init()
  math.randomseed(os.time() + tonumber(tostring({}):sub(8), 16) % 1000000)
  for line in io.lines(os.getenv("LOAD_FILE")) do
    local method, path, cookie, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    requests[#requests + 1] = { method, path, cookie, body }
  end
  turn = math.random(#requests)
end

local function once()
  return (("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"):gsub("x", function() return ("%x"):format(math.random(0, 15)) end))
end

function request()
  turn = turn % #requests + 1
  local method, path, cookie, body = unpack(requests[turn])
  local headers = { ["Cookie"] = cookie, ["Accept-Encoding"] = os.getenv("LOAD_ENCODING") or "gzip" }
  if body ~= "" then
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    body = body:gsub("%%once%%", once)
  end
  return wrk.format(method, path, headers, body)
end

function done(summary, latency)
  local e = summary.errors
  io.write(("\nJSON {\"requests\": %d, \"seconds\": %.3f, \"p50\": %.2f, \"p95\": %.2f, \"worst\": %.2f, \"errors\": %d}\n"):format(
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency.max / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
