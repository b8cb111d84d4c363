-- HTML: pictures inside the file, tables that scroll, evidence with a way back.
-- Attributes are lists of pairs: the keys of a Lua table have another order each time.

package.path = pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), '?.lua' })
local columns = require('columns')

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local content = file:read('a')
  file:close()
  return content
end

function Image(image)
  image.src = pandoc.mediabag.make_data_uri('image/svg+xml', read(image.src))
  return image
end

function Table(tbl)
  local caption = pandoc.utils.stringify(tbl.caption.long)
  local label = caption ~= '' and caption or 'Tabel'
  return pandoc.Div((columns.fit(tbl)), pandoc.Attr('', { 'tabel' }, {
    { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-label', label },
  }))
end

function Div(div)
  local cited_by = div.attributes['cited-by']
  if not cited_by then return nil end
  div.attributes['cited-by'] = nil
  local ways = pandoc.Inlines({ pandoc.Str('Terug naar de tekst:') })
  local number = 0
  for place in cited_by:gmatch('%S+') do
    number = number + 1
    local label = 'Terug naar plaats ' .. number .. ' in de tekst'
    ways:insert(pandoc.Space())
    ways:insert(pandoc.Link('↩\u{A0}' .. number, '#' .. place, '',
      pandoc.Attr('', { 'terug' }, { { 'aria-label', label } })))
  end
  div.content:insert(pandoc.Div(pandoc.Para(ways), { class = 'terugweg' }))
  return div
end
