import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rules } from "../corpus/rules.ts";

/** Writes a configuration that looks for the rules and nothing else; gives the file to start with. */
export function writeConfiguration(folder: string, port: number, rules: Rules): string {
  for (const name of ["run", "db"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "rules.lua"), luaRules(rules));
  const file = join(folder, "rspamd.conf");
  writeFileSync(file, mainFile(folder, port, rules));
  return file;
}

function mainFile(folder: string, port: number, { patterns }: Rules): string {
  const rules = patterns.map(
    (pattern, index) => `  PATTERN_${index} { re = ${JSON.stringify(`/${pattern}/{mime}`)}; score = 0.1; }`,
  );
  return `
options {
  filters = "regexp";
  pidfile = "${folder}/run/rspamd.pid";
  temp_dir = "${folder}/run";
  hs_cache_dir = "${folder}/db";
  url_tld = "/usr/share/rspamd/effective_tld_names.dat";
  max_message = 60M;
  max_re_size = 0;
  disable_monitoring = true;
  dns { nameserver = ["127.0.0.1:9"]; timeout = 1s; retransmits = 1; }
}
logging { type = "file"; filename = "${folder}/run/rspamd.log"; level = "warning"; }
worker "normal" { bind_socket = "127.0.0.1:${port}"; count = 1; task_timeout = 120s; max_tasks = 0; }
worker "hs_helper" { count = 1; }
actions { reject = 100000; }
group "bench" { max_score = 0; }
regexp {
${rules.join("\n")}
}
lua = "${folder}/rules.lua";
`;
}

function luaRules({ phrases }: Rules): string {
  return `
local rspamd_regexp = require "rspamd_regexp"
local rspamd_trie = require "rspamd_trie"

local function luhn(number)
  local sum, double = 0, false
  for at = #number, 1, -1 do
    local digit = number:byte(at) - 48
    if double then digit = digit * 2; if digit > 9 then digit = digit - 9 end end
    sum = sum + digit
    double = not double
  end
  return sum % 10 == 0
end

local function iban(text)
  local rest = 0
  local turned = text:sub(5) .. text:sub(1, 4)
  for at = 1, #turned do
    local code = turned:byte(at)
    if code > 64 then rest = (rest * 100 + code - 55) % 97 else rest = (rest * 10 + code - 48) % 97 end
  end
  return rest == 1
end

local card = rspamd_regexp.create([[/\\b[3-6]\\d{3}(?:[ -]?\\d{4}){2}[ -]?\\d{3,4}\\b/]])
local ssn = rspamd_regexp.create([[/\\b\\d{3}-\\d{2}-\\d{4}\\b/]])
local account = rspamd_regexp.create([[/\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b/]])

local function found(task, expression, valid)
  local hits = {}
  for _, part in ipairs(task:get_text_parts() or {}) do
    local content = part:get_content()
    if content then
      for _, hit in ipairs(expression:search(content, false, false) or {}) do
        local bare = tostring(hit):gsub("[ -]", "")
        if valid(bare) then hits[#hits + 1] = bare end
      end
    end
  end
  return hits
end

local function rule(name, callback)
  rspamd_config:register_symbol({ name = name, score = 0.1, group = "bench", callback = callback })
end

local function detector(name, expression, valid)
  rule(name, function(task)
    local hits = found(task, expression, valid)
    if #hits == 0 then return false end
    return true, 1.0, hits
  end)
end

detector("CARD", card, luhn)
detector("SSN", ssn, function(number)
  local area = number:sub(1, 3)
  return area ~= "000" and area ~= "666" and area < "900" and number:sub(4, 5) ~= "00" and number:sub(6) ~= "0000"
end)
detector("IBAN", account, iban)

local phrases = { ${phrases.map((phrase) => JSON.stringify(phrase)).join(", ")} }
local flags = rspamd_trie.flags.icase
local trie = rspamd_trie.create(phrases, flags)

rule("DICTIONARY", function(task)
  local hits = {}
  for _, part in ipairs(task:get_text_parts() or {}) do
    local content = part:get_content()
    if content then
      for index in pairs(trie:match(content)) do hits[index] = true end
    end
  end
  local list = {}
  for index in pairs(hits) do list[#list + 1] = tostring(index) end
  if #list == 0 then return false end
  return true, 1.0, list
end)
`;
}
