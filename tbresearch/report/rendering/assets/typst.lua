-- Typst: the functions of rapport.typ, and the alternative text that pandoc's own
-- writer leaves out.

package.path = pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), '?.lua' })
local columns = require('columns')

local SHORT_QUOTE = 700  -- characters; a longer one may run on to the next page
local SHORT_TABLE = 8    -- rows
local TALL_ROW = 30      -- lines; a row that could outgrow the page may be split

local BOXES = {
  bron = 'speaker',
  ontbreekt = 'missing',
  ['let-op'] = 'warning',
}

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

function Image(image)
  local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
  local width = image.attributes.width or '100%'
  return pandoc.RawInline('typst', string.format('#image(%s, alt: %s, width: %s)',
    quoted(image.src), quoted(alt), width))
end

function Link(link)
  if link.identifier == '' then return nil end
  local opening = string.format('#reference(%s, %s)[',
    label(link.target:sub(2)), label(link.identifier))
  local result = pandoc.Inlines({ pandoc.RawInline('typst', opening) })
  result:extend(link.content)
  result:insert(pandoc.RawInline('typst', ']'))
  return result
end

function BlockQuote(quote)
  local is_short = pandoc.text.len(pandoc.utils.stringify(quote)) <= SHORT_QUOTE
  return call('quotation(whole: ' .. tostring(is_short) .. ')', quote.content)
end

function Table(tbl)
  local fitted, tallest = columns.fit(tbl)
  local rows = 0
  for _, body in ipairs(tbl.bodies) do rows = rows + #body.body end
  if tallest > TALL_ROW then return call('splitting', { fitted }) end
  if rows <= SHORT_TABLE then return call('whole', { fitted }) end
  return fitted
end

function Div(div)
  if div.classes:includes('herkomst') then
    local places = {}
    for place in (div.attributes['cited-by'] or ''):gmatch('%S+') do
      table.insert(places, label(place) .. ',')
    end
    return call(string.format('provenance(%s, (%s))',
      label(div.identifier), table.concat(places, ' ')), div.content)
  end
  for class, box in pairs(BOXES) do
    if div.classes:includes(class) then
      local boxed = call(box, div.content)
      if div.identifier ~= '' then
        boxed[#boxed] = pandoc.RawBlock('typst', ']#' .. label(div.identifier))
      end
      return boxed
    end
  end
end
