-- DOCX and Typst: what an entry of the appendix tells as names and values is one
-- paragraph, a line each, and the words of a quote within its turn are strong.

local function line(item)
  local name, values = item[1], item[2]
  local inlines = pandoc.Inlines({ pandoc.Emph(name), pandoc.Str(':'), pandoc.Space() })
  inlines:extend(pandoc.utils.blocks_to_inlines(values[1]))
  return inlines
end

local function plain_list(list)
  local inlines = pandoc.Inlines({})
  for position, item in ipairs(list.content) do
    if position > 1 then inlines:insert(pandoc.LineBreak()) end
    inlines:extend(line(item))
  end
  return pandoc.Para(inlines)
end

local function strong(span)
  if span.classes:includes('mark') then return pandoc.Strong(span.content) end
end

return {
  plain = function(div)
    return div:walk({ DefinitionList = plain_list }):walk({ Span = strong })
  end,
}
