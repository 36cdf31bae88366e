-- script.lua: what a wrk thread sends. The file named by the environment variable BENCH_LIST holds one request a line:
-- thread, method, path, cookie, body; a body may hold REV, which counts up with each request of the line.
local threads = {}
local count = 0

function setup(thread)
  thread:set("number", count)
  count = count + 1
  table.insert(threads, thread)
end

function init()
  mine, turn, wrong, sent = {}, 0, 0, 0
  for line in io.lines(os.getenv("BENCH_LIST")) do
    local owner, method, path, cookie, rev, body = line:match("^(%d+)\t(%u+)\t(%S+)\t([^\t]*)\t(%-?%d+)\t(.*)$")
    if tonumber(owner) == number then
      table.insert(mine, { method = method, path = path, cookie = cookie, rev = tonumber(rev), body = body })
    end
  end
  once = os.getenv("BENCH_ONCE") == "1"
  wanted = tonumber(os.getenv("BENCH_STATUS"))
end

-- wrk asks the first thread for one request that it never sends, to see how many there are in it.
local function is_rehearsal()
  if number ~= 0 or rehearsed then return false end
  rehearsed = true
  return true
end

function request()
  if is_rehearsal() then
    return wrk.format("GET", "/healthz")
  end
  turn = turn + 1
  if once and turn > #mine then
    wrk.thread:stop()
    return wrk.format("GET", "/healthz")
  end
  local it = mine[(turn - 1) % #mine + 1]
  local headers = { ["Cookie"] = it.cookie }
  local body = nil
  if it.method == "POST" then
    body = it.body:gsub("REV", tostring(it.rev))
    it.rev = it.rev + 1
    headers["Content-Type"] = "application/x-www-form-urlencoded"
  end
  sent = sent + 1
  return wrk.format(it.method, it.path, headers, body)
end

function response(status)
  local extra = once and turn > #mine and status == 200
  if status ~= wanted and not extra then
    wrong = wrong + 1
  end
end

function done(summary, latency)
  local bad = 0
  for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
  io.write(string.format("RESULT %d %d %.0f %.0f %.0f %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency.mean, bad + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout))
end
