-- Turns the pages of an edition, as pandoc reads them, into calls of the functions of book.typ.
--
-- Each page is a Div of the class `page`; what comes out of it begins with a comment that bears its key.
-- What can't be printed is told on standard error, a line each: key of the page, rule, message, hint, with tabs between.

-- Widths in ems of the text of a table.
local UPRIGHT = 54
local TURNED = 84
local LONG_TABLE = 30 -- rows, from which a table of many columns is turned to be read with ease
local MANY_COLUMNS = 7
local LOW_ROW = 12 -- lines
local PADDING = 1.3 -- of a cell, at both sides together
local SHORT = 7.5 -- texts of a column
local FAIR = 12 -- a line of text in a cell

local page -- the page at hand: its key, whether it is an entry, which pages it has pointed to

local function has(element, class)
  return element.classes ~= nil and element.classes:includes(class)
end

local function str(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function inline(text)
  return pandoc.RawInline("typst", text)
end

local function block(text)
  return pandoc.RawBlock("typst", text)
end

-- A call with content, of a function with its other arguments: the semicolon keeps what follows from being taken for a further argument.
local function call(name, content)
  local out = pandoc.List({ inline("#" .. name .. "[") })
  out:extend(content)
  out:insert(inline("];"))
  return out
end

local function call_block(name, content)
  local out = pandoc.List({ block("#" .. name .. "[") })
  out:extend(content)
  out:insert(block("]"))
  return out
end

local function problem(rule, message, hint)
  io.stderr:write(table.concat({ "printed", page.key, rule, message, hint }, "\t"), "\n")
end

local function target(anchor)
  return page.key .. (anchor ~= "" and "#" .. anchor or "")
end

-- How wide a text is, and its widest word; letters of Hangul and Han are one em, others about half.

local function char_width(code)
  if code >= 0x1100 and (code <= 0x115F or (code >= 0x2E80 and code <= 0xD7A3) or (code >= 0xF900 and code <= 0xFAFF)
      or (code >= 0xFE30 and code <= 0xFE4F) or (code >= 0xFF00 and code <= 0xFF60)) then
    return 1
  end
  return 0.52
end

-- Han and Hangul break anywhere; words of Hangul are kept whole up to this width.
local WHOLE_WORD = 6

local function new_size()
  return { word = 0, line = 0, widest = 0, total = 0 }
end

local function measure_text(text, size)
  local word = 0
  for _, code in utf8.codes(text) do
    local width = char_width(code)
    size.line = size.line + width
    word = word + width
    local limit = width == 1 and WHOLE_WORD or math.huge
    size.word = math.max(size.word, math.min(word, limit))
    -- After a stroke, a hyphen or a dash a line may end.
    if code == 0x2F or code == 0x2D or code == 0x2013 then word = 0 end
  end
end

local measure

local function measure_inlines(inlines, size)
  for _, element in ipairs(inlines) do
    if element.t == "Str" then
      measure_text(element.text, size)
    elseif element.t == "Space" or element.t == "SoftBreak" then
      size.line = size.line + 0.25
    elseif element.t == "LineBreak" then
      size.widest = math.max(size.widest, size.line)
      size.total = size.total + size.line
      size.line = 0
    elseif element.t == "Code" then
      measure_text(element.text, size)
    elseif element.t == "Image" then
      size.line = size.line + 3
    elseif element.t == "RawInline" then
      -- The number of a note.
      if element.text:sub(1, 6) == "#again" then size.line = size.line + 1 end
    elseif element.content then
      measure_inlines(element.content, size)
      -- The number of a page may follow a link.
      if element.t == "Link" then size.line = size.line + 1.5 end
    end
  end
end

measure = function(blocks, size)
  for _, element in ipairs(blocks) do
    if element.t == "BulletList" or element.t == "OrderedList" then
      for _, item in ipairs(element.content) do measure(item, size) end
    elseif element.t == "Div" then
      measure(element.content, size)
    elseif element.t == "Plain" or element.t == "Para" then
      size.line = 0
      measure_inlines(element.content, size)
      size.widest = math.max(size.widest, size.line)
      size.total = size.total + size.line
    end
  end
end

local function rows_of(part)
  local rows = {}
  for _, row in ipairs(part) do
    rows[#rows + 1] = row
  end
  return rows
end

local function table_parts(element)
  local heads, rows = rows_of(element.head.rows), {}
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.head) do rows[#rows + 1] = row end
    for _, row in ipairs(body.body) do rows[#rows + 1] = row end
  end
  for _, row in ipairs(element.foot.rows) do rows[#rows + 1] = row end
  return heads, rows
end

-- Returns the widths of the columns in ems, and whether the table must be turned; nil where it fits neither way.
local function column_widths(heads, rows, count)
  local least, most = {}, {}
  local totals = {} -- for each row, the lengths of the texts in its cells
  for column = 1, count do least[column], most[column] = 1.5, 2 end
  for _, part in ipairs({ heads, rows }) do
    for _, row in ipairs(part) do
      local column = 1
      totals[row] = {}
      for _, cell in ipairs(row.cells) do
        local size = new_size()
        measure(cell.contents, size)
        totals[row][#totals[row] + 1] = { size.total, column }
        if cell.col_span == 1 and column <= count then
          least[column] = math.max(least[column], size.word + 0.4)
          most[column] = math.max(most[column], size.widest + 0.4)
        end
        column = column + cell.col_span
      end
    end
  end
  local needed, wanted = 0, 0
  for column = 1, count do
    -- What is short stands on one line.
    if most[column] <= SHORT then least[column] = most[column] end
    least[column], most[column] = least[column] + PADDING, most[column] + PADDING
    -- Long texts are content with lines of a fair length; beyond that they only grow taller.
    most[column] = math.max(least[column], most[column] <= FAIR and most[column] or FAIR + (most[column] - FAIR) ^ 0.75)
    needed, wanted = needed + least[column], wanted + most[column]
  end
  local turned = needed > UPRIGHT or (count >= MANY_COLUMNS and #rows >= LONG_TABLE)
  local width = turned and TURNED or UPRIGHT
  if needed > width then return nil end
  local spare, asked = width - needed, wanted - needed
  local widths = {}
  for column = 1, count do
    local share = asked > 0 and (most[column] - least[column]) / asked or 1 / count
    widths[column] = least[column] + math.min(spare, math.max(asked, 0)) * share
  end
  -- What is left over goes to all columns: a table is as wide as the page, unless it is small.
  local left = spare - math.min(spare, math.max(asked, 0))
  if wanted > 0.6 * width then
    for column = 1, count do widths[column] = widths[column] + left / count end
  end
  return widths, turned, totals
end

local function cell_blocks(cell, out, whole)
  local options = {}
  if whole then options[#options + 1] = "breakable: false" end
  if cell.col_span > 1 then options[#options + 1] = "colspan: " .. cell.col_span end
  if cell.row_span > 1 then options[#options + 1] = "rowspan: " .. cell.row_span end
  out:insert(block(#options > 0 and "table.cell(" .. table.concat(options, ", ") .. ")[" or "["))
  out:extend(cell.contents)
  out:insert(block("],"))
end

local function table_blocks(element)
  local heads, rows = table_parts(element)
  local count = #element.colspecs
  local widths, turned, totals = column_widths(heads, rows, count)
  if not widths then
    local head = heads[1] and pandoc.utils.stringify(heads[1].cells[1].contents) or ""
    problem("wide-table", string.format("the table that begins with '%s' (%d columns) is wider than a page, even when turned",
      head, count), "leave out columns, or divide it into several tables")
    return pandoc.List({})
  end
  local shown = {}
  for column, width in ipairs(widths) do shown[column] = string.format("%.2fem", width) end
  local out = pandoc.List({})
  out:insert(block(string.format("#digest-table(%s(%s,),", turned and "turned: true, " or "", table.concat(shown, ", "))))
  out:insert(block("table.header("))
  for _, row in ipairs(heads) do
    for _, cell in ipairs(row.cells) do
      cell_blocks(cell, out)
    end
  end
  out:insert(block("),"))
  for _, row in ipairs(rows) do
    -- A row that is low stands on one page as a whole.
    local whole = true
    for _, total in ipairs(totals[row]) do
      whole = whole and total[1] / (widths[total[2]] or FAIR) <= LOW_ROW
    end
    local anchor = row.attr.identifier ~= "" and row.attr.identifier or nil
    for number, cell in ipairs(row.cells) do
      if number == 1 and anchor then
        cell.contents:insert(1, block("#target(" .. str(target(anchor)) .. ")"))
      end
      cell_blocks(cell, out, whole)
    end
  end
  out:insert(block(")"))
  return out
end

local function link(element)
  local href = element.target
  if href:sub(1, 1) == "#" then href = "page:" .. page.key .. href end
  if href:sub(1, 5) ~= "page:" then
    if not href:match("^%a[%w+.-]*:") then
      problem("broken-reference", "the link to '" .. href .. "' leads nowhere in print", "name a page, a record or a full address")
    end
    return call("link(" .. str(href) .. ")", element.content)
  end
  local name = href:sub(6)
  local first = not page.seen[name]
  page.seen[name] = true
  io.stderr:write("link\t", page.key, "\t", name, "\n")
  if has(element, "erratum-mark") then return call("erratum(" .. str(name) .. ")", element.content) end
  local out = call("go(" .. str(name) .. (first and "" or ", again: true") .. ")", element.content)
  if has(element, "ref") and not page.entry then out:insert(1, inline("#mention(" .. str(name) .. ");")) end
  return out
end

local SPANS = {
  small = "small-text", unknown = "quiet", original = "original", qualifier = "quiet", ["name-source"] = "quiet",
  ["reference-lines"] = "quiet", ["matrix-short"] = "quiet", ["coverage-missing"] = "missing-lines",
}

local function span(element)
  for _, kind in ipairs({ "table-note", "note" }) do
    if has(element, kind) then return call(kind .. "(" .. str(element.attributes.title) .. ")", element.content) end
  end
  if has(element, "again") then return inline("#again(" .. str(element.attributes.title) .. ");") end
  local tag, content = element.attributes.lang, element.content
  if tag then content = call("foreign(" .. str(tag) .. ")", content) end
  for _, class in ipairs(element.classes) do
    if SPANS[class] then return call(SPANS[class], content) end
  end
  if element.identifier ~= "" then
    content:insert(1, inline("#target(" .. str(target(element.identifier)) .. ");"))
  end
  return content
end

-- Three points stay three points: where they are quoted, they stand in what is quoted.
local function dots(element)
  if not element.text:find("...", 1, true) then return nil end
  local out = pandoc.List({})
  local from = 1
  while true do
    local first, last = element.text:find("...", from, true)
    if not first then break end
    if first > from then out:insert(pandoc.Str(element.text:sub(from, first - 1))) end
    out:insert(inline("\\.\\.\\."))
    from = last + 1
  end
  if from <= #element.text then out:insert(pandoc.Str(element.text:sub(from))) end
  return out
end

local function header(element)
  local name = element.identifier ~= "" and str(target(element.identifier)) or "none"
  local kind = page.entry and "entry-part" or "section"
  return pandoc.Plain(call(kind .. "(" .. name .. ", " .. element.level .. ")", element.content))
end

local function measures(image)
  local width, height = tonumber(image.attributes.width), tonumber(image.attributes.height)
  return width and height and string.format(", size: (%g, %g)", width, height) or ""
end

local function image(element)
  if element.src:sub(1, 9) == "drawings/" then
    return inline("#sample(" .. str(element.src) .. measures(element) .. ");")
  end
  if element.src:match("^%a[%w+.-]*:") then
    problem("not-printable", "the image '" .. element.src .. "' is not part of the digest",
      "keep it under docs/ and name it from there")
    return {}
  end
  local alt = pandoc.utils.stringify(element.caption)
  if alt == "" then
    problem("missing-alt", "the image '" .. element.src .. "' has no text for those who can't see it",
      "write what it shows between the brackets: ![A map of …](…)")
  end
  -- Read here, so that the compiler names this file where it can't.
  return inline("#picture(image(" .. str("../" .. element.src) .. ", alt: " .. str(alt) .. "));")
end

local function drawing(element)
  local alt = element.attributes["data-alt"] or ""
  return block("#drawing(" .. str(element.attributes.title) .. ", " .. str(alt) .. measures(element) .. ")")
end

local DIVS = {
  lead = "lead", ["no-rows"] = "quiet-line", ["card-title"] = "strong-line", ["card-detail"] = "quiet-line",
  ["chart-key"] = "key-line", ["chart-data"] = "quiet-line", ["chart-topic"] = "strong-line",
  ["entry-notes"] = "entry-notes", ["table-notes"] = "table-notes", ["table-caption"] = "table-caption",
  ["chart-title"] = "chart-title", apart = "apart", ["timeline-due"] = "strong-line",
  ["account-document"] = "quiet-line", ["chart-text"] = "chart-text", ["coverage-text"] = "chart-text",
}

local function div(element)
  if has(element, "drawing") then return drawing(element) end
  if has(element, "admonition") then
    local content = element.content
    local title = pandoc.List({})
    if content[1] and has(content[1], "admonition-title") then
      title = content:remove(1).content
    end
    local out = pandoc.List({ block("#remark[") })
    out:extend(title)
    out:insert(block("]["))
    out:extend(content)
    out:insert(block("]"))
    return out
  end
  if has(element, "admonition-title") then return nil end
  for _, class in ipairs(element.classes) do
    if DIVS[class] then return call_block(DIVS[class], element.content) end
  end
  local content = element.content
  if element.identifier ~= "" then
    content:insert(1, block("#target(" .. str(target(element.identifier)) .. ")"))
  end
  return content
end

-- What a figure shows stands with its title on one page; its table may follow on the next.
local function figure(element)
  local together, rest = pandoc.List({}), pandoc.List({})
  if element.identifier ~= "" then together:insert(block("#target(" .. str(target(element.identifier)) .. ")")) end
  together:extend(element.caption.long)
  for _, inner in ipairs(element.content) do
    if inner.t == "RawBlock" and inner.text:sub(1, 9) == "#drawing(" then
      together:insert(inner)
    else
      rest:insert(inner)
    end
  end
  local out = call_block("figure-head", together)
  out:extend(rest)
  return call_block("chart", out)
end

local function facts(element)
  local out = pandoc.List({ block(page.entry and "#entry-facts(" or "#facts(") })
  for _, item in ipairs(element.content) do
    out:insert(block("["))
    out:insert(pandoc.Plain(item[1]))
    out:insert(block("],["))
    for _, definition in ipairs(item[2]) do out:extend(definition) end
    out:insert(block("],"))
  end
  out:insert(block(")"))
  return out
end

-- In an entry lists are run on, where no item is more than a line of text.
local function list(element)
  if not page.entry or #element.content < 2 then return nil end
  for _, item in ipairs(element.content) do
    if #item ~= 1 or item[1].t ~= "Plain" then return nil end
  end
  local out = pandoc.List({ inline("#run-on(") })
  for _, item in ipairs(element.content) do
    out:insert(inline("["))
    out:extend(item[1].content)
    out:insert(inline("],"))
  end
  out:insert(inline(")"))
  return pandoc.Plain(out)
end

local function printed(element)
  page = { key = element.identifier, entry = has(element, "entry"), seen = {} }
  return pandoc.Div(element.content):walk({
    Str = dots, Link = link, Span = span, Header = header, Image = image,
    BulletList = list, Table = table_blocks, Div = div, Figure = figure, DefinitionList = facts,
  })
end

function Pandoc(document)
  local out = pandoc.List({})
  for _, element in ipairs(document.blocks) do
    if element.t == "Div" and has(element, "page") then
      out:insert(block("// page: " .. element.identifier))
      out:extend(printed(element).content)
    end
  end
  return pandoc.Pandoc(out)
end
