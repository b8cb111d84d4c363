-- DOCX: the styles of the reference document, and pictures that Word can show.

package.path = pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), '?.lua' })
local columns = require('columns')
local entries = require('entries')

-- Word draws one box around neighbours of the same style; this style parts them.
local SPACER = 'Tussenruimte'

local STYLES = {
  bron = 'Bron',
  herkomst = 'Herkomst',
  ontbreekt = 'Ontbreekt',
  ['let-op'] = 'Let op',
}

function Image(image)
  image.src = image.src:gsub('%.svg$', '.png')
  return image
end

function Table(tbl)
  return (columns.fit(tbl))
end

function Div(div)
  if div.classes:includes('herkomst') then div = entries.plain(div) end
  for _, class in ipairs(div.classes) do
    if STYLES[class] then
      div.attributes['custom-style'] = STYLES[class]
      return div
    end
  end
end

local function kind(block)
  if block.t == 'BlockQuote' then return 'BlockQuote' end
  local style = block.t == 'Div' and block.attributes['custom-style']
  return (style == 'Ontbreekt' or style == 'Let op') and style
end

function Blocks(blocks)
  local parted = pandoc.Blocks({})
  for position, block in ipairs(blocks) do
    if position > 1 and kind(block) and kind(block) == kind(blocks[position - 1]) then
      parted:insert(pandoc.Div(pandoc.Para({}), { ['custom-style'] = SPACER }))
    end
    parted:insert(block)
  end
  return parted
end
