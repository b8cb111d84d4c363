-- Typst: the functions of rapport.typ, the alternative text that pandoc's own writer
-- leaves out, and text that is only text.

package.path = pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), '?.lua' })
local columns = require('columns')
local entries = require('entries')

local SHORT_QUOTE = 700  -- characters; a longer one may run on to the next page
local SHORT_TABLE = 8    -- rows
local TALL_ROW = 30      -- lines; a row that could outgrow the page may be split

local BOXES = {
  bron = 'speaker',
  ontbreekt = 'missing',
  ['let-op'] = 'warning',
}

-- A string literal, in which nothing is code.
local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('%s+', ' ') .. '"'
end

local function label(identifier)
  return 'label(' .. quoted(identifier) .. ')'
end

local function call(opening, blocks)
  local result = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. opening .. '[') })
  result:extend(blocks)
  result:insert(pandoc.RawBlock('typst', ']'))
  return result
end

local function picture(image)
  local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
  local width = (image.attributes.width or ''):match('^[%d.]+%%$') or '100%'
  return pandoc.RawInline('typst', string.format('#image(%s, alt: %s, width: %s)',
    quoted(image.src), quoted(alt), width))
end

local function reference(link)
  if not link.identifier:match('^naar%-') then return nil end
  local opening = string.format('#reference(%s, %s)[',
    label(link.target:sub(2)), label(link.identifier))
  local result = pandoc.Inlines({ pandoc.RawInline('typst', opening) })
  result:extend(link.content)
  result:insert(pandoc.RawInline('typst', ']'))
  return result
end

local function quotation(quote)
  local is_short = pandoc.text.len(pandoc.utils.stringify(quote)) <= SHORT_QUOTE
  return call('quotation(whole: ' .. tostring(is_short) .. ')', quote.content)
end

local function fitted_table(tbl)
  local fitted, tallest = columns.fit(tbl)
  local rows = 0
  for _, body in ipairs(tbl.bodies) do rows = rows + #body.body end
  if tallest > TALL_ROW then return call('splitting', { fitted }) end
  if rows <= SHORT_TABLE then return call('whole', { fitted }) end
  return call('roomy', { fitted })
end

-- The numbers that a sheet begins with, beside one another.
local function strip(div)
  local result = pandoc.Blocks({ pandoc.RawBlock('typst', '#strip(') })
  for _, item in ipairs(div.content[1].content) do
    result:insert(pandoc.RawBlock('typst', '['))
    result:extend(item)
    result:insert(pandoc.RawBlock('typst', '],'))
  end
  result:insert(pandoc.RawBlock('typst', ')'))
  return result
end

local function boxed(div)
  if div.classes:includes('csl-entry') then
    return call('entry(' .. label(div.identifier) .. ')', div.content)
  end
  if div.classes:includes('herkomst') and div.identifier ~= '' then
    local places = {}
    for place in (div.attributes['cited-by'] or ''):gmatch('%S+') do
      table.insert(places, label(place) .. ',')
    end
    return call(string.format('provenance(%s, (%s))',
      label(div.identifier), table.concat(places, ' ')), entries.plain(div).content)
  end
  if div.classes:includes('kerncijfers') then return strip(div) end
  for _, class in ipairs(div.classes) do
    if BOXES[class] then
      local blocks = call(BOXES[class], div.content)
      if div.identifier ~= '' then
        blocks[#blocks] = pandoc.RawBlock('typst', ']#' .. label(div.identifier))
      end
      return blocks
    end
  end
end

-- Typst reads more in plain signs than pandoc escapes: "-5", "...", "--", a quote
-- mark, "= " at the start of a cell. Whatever is not a bare word goes as a string.
local function literal(str)
  if str.text:match('^[%w\128-\255]+[,;:]?$') then return nil end
  return pandoc.RawInline('typst', '#' .. quoted(str.text) .. ';')
end

-- Text last: the others measure it.
return {
  {
    Image = picture,
    Link = reference,
    BlockQuote = quotation,
    Table = fitted_table,
    Div = boxed,
  },
  { Str = literal },
}
