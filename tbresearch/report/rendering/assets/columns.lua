-- Column widths for paper, where a table cannot ask the reader's window.
--
-- The rule of a browser: a column gets what its longest word needs, and the rest of
-- the line goes to the columns in proportion to what they still want. Numbers
-- (columns aligned right) never break, so there the longest cell is the need.

local LINE = 100       -- characters of table text on a line of the page
local PADDING = 3      -- a cell's own margins, in characters
local LONGEST_WORD = 15   -- Dutch words beyond this are hyphenated
local LONGEST_NUMBER = 24 -- such as "0,71 [0,52; 0,90]"
local LONGEST_WISH = 70

local function longest_word(text)
  local longest = 0
  for word in text:gmatch('%S+') do
    longest = math.max(longest, pandoc.text.len(word))
  end
  return math.min(longest, LONGEST_WORD)
end

local function measure(tbl)
  local need, want = {}, {}
  local function note(rows, is_head)
    for _, row in ipairs(rows) do
      for column, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents)
        local length = pandoc.text.len(text)
        local is_number = tbl.colspecs[column][1] == 'AlignRight' and not is_head
        local least = is_number and math.min(length, LONGEST_NUMBER) or longest_word(text)
        need[column] = math.max(need[column] or 0, least + PADDING)
        want[column] = math.max(want[column] or 0,
          math.min(length, LONGEST_WISH) + PADDING, need[column])
      end
    end
  end
  note(tbl.head.rows, true)
  for _, body in ipairs(tbl.bodies) do note(body.body, false) end
  return need, want
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do total = total + number end
  return total
end

local function share(need, want)
  local needed, wanted = sum(need), sum(want)
  local widths = {}
  for column = 1, #need do
    if wanted <= LINE then
      widths[column] = want[column] / wanted
    elseif needed >= LINE then
      widths[column] = need[column] / needed
    else
      local extra = (LINE - needed) * (want[column] - need[column]) / (wanted - needed)
      widths[column] = (need[column] + extra) / LINE
    end
  end
  return widths
end

-- Lines that the longest cell takes, given the widths; an estimate.
local function tallest(tbl, widths)
  local lines = 0
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      for column, cell in ipairs(row.cells) do
        local length = pandoc.text.len(pandoc.utils.stringify(cell.contents))
        local room = math.max(widths[column] * LINE - PADDING, 1)
        lines = math.max(lines, math.ceil(length / room))
      end
    end
  end
  return lines
end

-- Set the widths of a table; return it and the lines of its tallest cell.
local function fit(tbl)
  local widths = share(measure(tbl))
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = { spec[1], widths[column] }
  end
  return tbl, tallest(tbl, widths)
end

return { fit = fit }
