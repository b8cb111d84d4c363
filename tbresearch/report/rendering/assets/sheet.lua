-- What a page other than the upright one asks of the text. Runs after shape.lua.
--   landscape: running text keeps the width of a line that can be read, and a picture
--     is no larger than on an upright page
--   sheet: each section is a card, and cards stand in two columns where their heading
--     says so; what evidence rests on is in the HTML alone, and so are links to it

local LAYOUT = tostring(PANDOC_WRITER_OPTIONS.variables.layout)
local IS_HTML = FORMAT:match('^html') ~= nil
local TOP = 1  -- of a section; pandoc shifts levels after filters
local COLUMN_BREAK = '<w:r><w:br w:type="column"/></w:r>'
local TAB = '<w:r><w:tab/></w:r>'
local COLUMN = '48%'            -- of the width of a line, for pictures in a DOCX
local PICTURE = '66%'           -- of the width of a wide page
local RUNNING = { Para = true, BulletList = true, OrderedList = true, BlockQuote = true }

local function raw(text)
  return pandoc.RawBlock(FORMAT == 'docx' and 'openxml' or FORMAT, text)
end

local function narrow(doc)
  if FORMAT ~= 'typst' then return doc end
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(doc.blocks) do
    if RUNNING[block.t] then
      blocks:extend({ raw('#narrow['), block, raw(']') })
    else
      blocks:insert(block)
    end
  end
  doc.blocks = blocks
  return doc:walk({ Image = function(image)
    image.attributes.width = PICTURE
    return image
  end })
end

-- The sections, each with its place and its blocks.
local function cards_of(blocks)
  local cards = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level == TOP then
      local place = block.classes:includes('links') and 'links'
        or block.classes:includes('rechts') and 'rechts' or 'breed'
      cards:insert({ id = block.identifier, place = place, blocks = pandoc.Blocks({}) })
    end
    cards[#cards].blocks:insert(block)
  end
  return cards
end

-- Cards in rows: one of the full width, or a left and a right column of them.
local function rows_of(cards)
  local rows = pandoc.List()
  for _, card in ipairs(cards) do
    if card.place == 'rechts' and #rows > 0 and rows[#rows].right then
      rows[#rows].right:insert(card)
    elseif card.place == 'breed' then
      rows:insert({ left = pandoc.List({ card }) })
    else
      rows:insert({ left = pandoc.List({ card }), right = pandoc.List() })
    end
  end
  return rows
end

local function joined(cards)
  local blocks = pandoc.Blocks({})
  for _, card in ipairs(cards) do blocks:extend(card.blocks) end
  return blocks
end

-- ---- the three formats ----

local function div(class, blocks)
  return pandoc.Div(blocks, pandoc.Attr('', { class }))
end

local function html_column(cards)
  local column = pandoc.Blocks({})
  for _, card in ipairs(cards) do column:insert(div('kaart', card.blocks)) end
  return div('kolom', column)
end

local function html(rows)
  local blocks = pandoc.Blocks({})
  for _, row in ipairs(rows) do
    if row.right then
      blocks:insert(div('paar', { html_column(row.left), html_column(row.right) }))
    else
      blocks:insert(div('kaart breed', row.left[1].blocks))
    end
  end
  return blocks
end

local function typst(rows)
  local blocks, pairs_before = pandoc.Blocks({}), 0
  for _, row in ipairs(rows) do
    if row.right then
      blocks:insert(raw('#pair(first: ' .. tostring(pairs_before == 0) .. ')['))
      blocks:extend(joined(row.left))
      blocks:insert(raw(']['))
      blocks:extend(joined(row.right))
      blocks:insert(raw(']'))
      pairs_before = pairs_before + 1
    else
      blocks:extend(joined(row.left))
    end
  end
  return blocks
end

-- The end of a section of a DOCX; docx_sheet.py gives it its page.
local function section_end(columns, start)
  return raw(string.format('<w:p><w:pPr><w:pStyle w:val="Tussenruimte"/><w:sectPr>'
    .. '<w:type w:val="%s"/><w:cols w:num="%d" w:space="454"/></w:sectPr></w:pPr></w:p>',
    start, columns))
end

local function half_as_wide(blocks)
  return blocks:walk({ Image = function(image)
    image.attributes.width = COLUMN
    return image
  end })
end

-- The numbers that a sheet begins with, in a line or two.
local function in_lines(blocks)
  return blocks:walk({ Div = function(div)
    if not div.classes:includes('kerncijfers') then return nil end
    local items = div.content[1].content
    local most = #items > 4 and 3 or 4
    local lines = pandoc.Blocks({})
    for position, item in ipairs(items) do
      if position % most == 1 then
        lines:insert(pandoc.Para({}))
      else
        lines[#lines].content:insert(pandoc.RawInline('openxml', TAB))
      end
      lines[#lines].content:extend(item[1].content)
    end
    return pandoc.Div(lines, { ['custom-style'] = 'Kerncijfers' })
  end })
end

local function docx(rows)
  local blocks, pairs_before = pandoc.Blocks({}), 0
  local function finish(columns, start)
    blocks:insert(section_end(columns, start))
  end
  for position, row in ipairs(rows) do
    if row.right then
      blocks:extend(half_as_wide(joined(row.left)))
      local right = half_as_wide(joined(row.right))
      if #right > 0 then
        right[1].content:insert(1, pandoc.RawInline('openxml', COLUMN_BREAK))
      end
      blocks:extend(right)
      finish(2, pairs_before == 0 and 'continuous' or 'nextPage')
      pairs_before = pairs_before + 1
    else
      blocks:extend(in_lines(joined(row.left)))
      local after = rows[position + 1]
      if after and after.right then finish(1, 'continuous') end
    end
  end
  return blocks
end

local WRITERS = { html5 = html, typst = typst, docx = docx }

local function without_evidence(doc)
  return doc:walk({ Link = function(link)
    if link.classes:includes('bewijs') then return link.content end
  end })
end

local function sheet(doc)
  if not IS_HTML then doc = without_evidence(doc) end
  local cards, last = cards_of(doc.blocks), pandoc.Blocks({})
  local kept = cards:filter(function(card) return card.id ~= 'herkomst' end)
  for _, card in ipairs(cards) do
    if card.id == 'herkomst' and IS_HTML then last:insert(div('bewijs', card.blocks)) end
  end
  doc.blocks = WRITERS[FORMAT](rows_of(kept))
  doc.blocks:extend(last)
  return doc
end

local layouts = { landscape = narrow, sheet = sheet }
local change = layouts[LAYOUT]
return change and { { Pandoc = change } } or {}
