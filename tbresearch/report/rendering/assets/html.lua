-- HTML: pictures inside the file, tables that scroll, evidence that opens over the text.
-- Attributes are lists of pairs: the keys of a Lua table have another order each time.
--
-- No script: a number is a label with a button in it, and the button opens the entry of
-- the appendix (a popover). The words stay plain text, to be copied and found. Beside it
-- is a link to the same entry, for paper and for browsers that know no popover.

package.path = pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), '?.lua' })
local columns = require('columns')

local TOC_LEVEL = 2  -- a heading of this level or less is also in the contents

local entries = {}   -- identifier of an entry of the appendix -> its number
local numbered = {}  -- "Tabel 3" or "Figuur 2" -> identifier of its entry

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local content = file:read('a')
  file:close()
  return content
end

local function Image(image)
  image.src = pandoc.mediabag.make_data_uri('image/svg+xml', read(image.src))
  return image
end

local SIGNS = { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;' }

local function html(text)
  return pandoc.RawInline('html', text)
end

local function quoted(text)
  return '"' .. text:gsub('[&<>"]', SIGNS) .. '"'
end

local function button(class, target, action, text)
  return string.format(
    '<button type="button" class="%s" popovertarget=%s popovertargetaction="%s">%s</button>',
    class, quoted(target), action, text)
end

-- The words of a reference, as what opens the entry.
local function opening(link)
  local target = link.target:sub(2)
  local number = link.target:sub(1, 1) == '#' and entries[target]
  local is_evidence = link.classes:includes('bewijs') or link.classes:includes('verwant')
  if not (number and is_evidence) then return nil end
  local id = link.identifier ~= '' and ' id=' .. quoted(link.identifier) or ''
  local start = string.format('<label class="%s"%s>', link.classes[1], id)
  local finish = button('open', target, 'toggle', '') .. '</label>'
  local way = string.format('<a class="noot" href=%s aria-label="Herkomst %d" data-nummer="%d"></a>',
    quoted('#' .. target), number, number)
  local result = pandoc.Inlines({ html(start) })
  result:extend(link.content)
  result:insert(html(finish .. way))
  return result
end

-- "Tabel 3." in a caption opens the entry on that table.
local function open_caption(caption)
  local first = caption.long[1]
  local number = first and first.content and first.content[1]
  local name = number and number.t == 'Strong' and pandoc.utils.stringify(number) or ''
  local id = numbered[(name:gsub('%.$', ''))]
  if not id then return caption end
  local inlines = opening(pandoc.Link({ number }, '#' .. id, '', { class = 'bewijs' }))
  local rest = first.content:clone()
  rest:remove(1)
  inlines:extend(rest)
  caption.long[1].content = inlines
  return caption
end

local function Figure(figure)
  figure.caption = open_caption(figure.caption)
  return figure
end

local function Table(tbl)
  local caption = pandoc.utils.stringify(tbl.caption.long)
  local label = caption ~= '' and caption or 'Tabel'
  tbl.caption = open_caption(tbl.caption)
  return pandoc.Div((columns.fit(tbl)), pandoc.Attr('', { 'tabel' }, {
    { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-label', label },
  }))
end

-- Who is in the contents keeps its links, which pandoc takes out there.
local open_references = {
  traverse = 'topdown',
  Header = function(header) return header, header.level > TOC_LEVEL end,
  Link = opening,
}

local function ways_back(places)
  local ways = pandoc.Inlines({ pandoc.Str('Terug naar de tekst:') })
  local number = 0
  for place in places:gmatch('%S+') do
    number = number + 1
    local label = 'Terug naar plaats ' .. number .. ' in de tekst'
    ways:insert(pandoc.Space())
    ways:insert(pandoc.Link('↩\u{A0}' .. number, '#' .. place, '',
      pandoc.Attr('', { 'terug' }, { { 'aria-label', label } })))
  end
  return pandoc.Div(pandoc.Para(ways), { class = 'terugweg' })
end

local function title_of(div)
  local first = div.content[1]
  local title = first and first.content and first.content[1]
  return title and title.t == 'Strong' and pandoc.utils.stringify(title) or 'Herkomst'
end

local function entry(div)
  local number = entries[div.identifier]
  if not number then return nil end
  local cited_by = div.attributes['cited-by']
  local opened = string.format('<div id=%s class="herkomst" popover="auto" role="group" '
    .. 'aria-label=%s data-nummer="%d">',
    quoted(div.identifier), quoted('Herkomst ' .. number .. ': ' .. title_of(div)), number)
  local blocks = pandoc.Blocks({ pandoc.RawBlock('html', opened
    .. button('sluiten', div.identifier, 'hide', 'Sluiten')) })
  blocks:extend(div.content)
  if cited_by then blocks:insert(ways_back(cited_by)) end
  blocks:insert(pandoc.RawBlock('html', '</div>'))
  return blocks
end

local function number_entries(doc)
  local number = 0
  doc:walk({ Div = function(div)
    if div.classes:includes('herkomst') and div.identifier ~= '' then
      number = number + 1
      entries[div.identifier] = number
      numbered[title_of(div)] = div.identifier
    end
  end })
end

function Pandoc(doc)
  number_entries(doc)
  return doc
    :walk(open_references)
    :walk({ Image = Image, Table = Table, Figure = Figure, Div = entry })
end
