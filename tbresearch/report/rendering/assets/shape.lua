-- What the three formats share: the shape of the text before it becomes HTML,
-- DOCX or Typst. Runs once, when it is read; html.lua, docx.lua and typst.lua find:
--   * subsections of an unnumbered section are unnumbered too, and not in the contents
--   * the last paragraph of a block quote, if it says who spoke, is a div .bron
--   * each reference to evidence has an identifier, and the evidence (div .herkomst)
--     lists in its attribute cited-by the places that refer to it
--   * each table cell of a heading row has the scope "col"
--   * the number that opens a caption is strong
--   * a citation is its words, already written out, with a link to the list

local places = {}  -- identifier of evidence -> identifiers of references to it

local function is_reference(inline)
  return inline.t == 'Link' and inline.classes:includes('bewijs')
    and inline.target:sub(1, 1) == '#'
end

local function says_who(block)
  if block.t ~= 'Para' then return false end
  local first = block.content[1]
  return #block.content == 1 and is_reference(first)
    or pandoc.utils.stringify(block):match('^—') ~= nil
end

local unnumbered_level = nil

local function inherit_unnumbered(header)
  if unnumbered_level and header.level <= unnumbered_level then
    unnumbered_level = nil
  end
  if unnumbered_level then
    header.classes:extend({ 'unnumbered', 'unlisted' })
  elseif header.classes:includes('unnumbered') then
    unnumbered_level = header.level
  end
  return header
end

local function set_off_speaker(quote)
  local last = #quote.content
  if last > 1 and says_who(quote.content[last]) then
    quote.content[last] = pandoc.Div(quote.content[last], { class = 'bron' })
    return quote
  end
end

local function name_reference(link)
  if not is_reference(link) then return nil end
  local evidence = link.target:sub(2)
  places[evidence] = places[evidence] or pandoc.List()
  link.identifier = 'naar-' .. evidence .. '-' .. #places[evidence] + 1
  places[evidence]:insert(link.identifier)
  return link
end

local function each_cell(rows, change)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do change(cell) end
  end
  return rows
end

-- A heading and the head of a table are shown more than once (table of contents,
-- next page): a name inside them would exist twice, so references there have none.
local name_references = {
  traverse = 'topdown',
  Link = name_reference,
  Header = function(header) return header, false end,
  Table = function(tbl)
    for _, body in ipairs(tbl.bodies) do
      body.body = each_cell(body.body, function(cell)
        cell.contents = cell.contents:walk({ Link = name_reference })
      end)
    end
    tbl.bodies = tbl.bodies
    return tbl, false
  end,
}

-- "Tabel 3." and "Figuur 2." stand out from the words that follow.
local function number_caption(caption)
  local first = caption.long[1]
  local inlines = first and first.content
  if not inlines or #inlines < 3 then return caption end
  local number = inlines[1].text .. ' ' .. (inlines[3].text or '')
  if number:match('^Tabel %d+%.$') or number:match('^Figuur %d+%.$') then
    for _ = 1, 3 do inlines:remove(1) end
    inlines:insert(1, pandoc.Strong(number))
    caption.long[1].content = inlines
  end
  return caption
end

local function mark_table(tbl)
  tbl.head.rows = each_cell(tbl.head.rows, function(cell)
    cell.attr.attributes.scope = 'col'
  end)
  tbl.caption = number_caption(tbl.caption)
  return tbl
end

local function mark_figure(figure)
  figure.caption = number_caption(figure.caption)
  return figure
end

local function list_places(div)
  local found = div.classes:includes('herkomst') and places[div.identifier]
  if not found then return nil end
  div.attributes['cited-by'] = table.concat(found, ' ')
  return div
end

local function as_words(cite)
  return cite.content
end

function Pandoc(doc)
  return doc
    :walk({ Cite = as_words })
    :walk({ Header = inherit_unnumbered })
    :walk({ BlockQuote = set_off_speaker, Table = mark_table, Figure = mark_figure })
    :walk(name_references)
    :walk({ Div = list_places })
end
