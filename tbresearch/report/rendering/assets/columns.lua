-- Column widths, the same in the three formats.
--
-- A column first gets what its longest word needs; numbers (columns aligned right)
-- are never broken, so there the longest cell is the need. The rest of the line goes,
-- character by character, to the column where it saves the most lines.

-- Characters of table text on a line of the page, see pandoc.py.
local LINE = tonumber(tostring(PANDOC_WRITER_OPTIONS.variables.line))
local PADDING = 3         -- a cell's own margins, in characters
local LONGEST_WORD = 15   -- Dutch words beyond this are hyphenated
local LONGEST_NUMBER = 24 -- such as "+0,71 [0,52; 0,90]"
local OTHERS = 0.2        -- what a cell counts that is not the tallest of its row

local function longest_word(text)
  local longest = 0
  for word in text:gmatch('%S+') do
    longest = math.max(longest, pandoc.text.len(word))
  end
  return math.min(longest, LONGEST_WORD)
end

-- Lengths of the cells, a row each, and the least width of each column.
local function measure(tbl)
  local lengths, need = pandoc.List(), {}
  local function note(rows, is_head)
    for _, row in ipairs(rows) do
      local line = {}
      for column, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents)
        line[column] = pandoc.text.len(text)
        local is_number = tbl.colspecs[column][1] == 'AlignRight' and not is_head
        local least = is_number and math.min(line[column], LONGEST_NUMBER)
          or longest_word(text)
        need[column] = math.max(need[column] or 0, least + PADDING)
      end
      lengths:insert(line)
    end
  end
  note(tbl.head.rows, true)
  for _, body in ipairs(tbl.bodies) do note(body.body, false) end
  return lengths, need
end

-- Lines that a cell takes: half of it whole lines, as they will be, half of it smooth,
-- so that each character more can be weighed.
local function lines(length, width)
  local smooth = math.max(1, length / math.max(width - PADDING, 1))
  return (math.ceil(smooth) + smooth) / 2
end

local function height(lengths, widths)
  local total = 0
  for _, row in ipairs(lengths) do
    local tallest = 0
    for column, length in ipairs(row) do
      local own = lines(length, widths[column])
      tallest = math.max(tallest, own)
      total = total + OTHERS * own
    end
    total = total + tallest
  end
  return total
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do total = total + number end
  return total
end

-- The column that makes the table lowest if it is one character wider, or nil.
local function best_column(lengths, widths)
  local best, lowest = nil, height(lengths, widths) - 1e-9
  for column = 1, #widths do
    widths[column] = widths[column] + 1
    local now = height(lengths, widths)
    if now < lowest then best, lowest = column, now end
    widths[column] = widths[column] - 1
  end
  return best
end

-- Set the widths of a table; return it and the lines of its tallest cell.
local function fit(tbl)
  local lengths, widths = measure(tbl)
  while sum(widths) < LINE do
    local column = best_column(lengths, widths)
    if not column then break end
    widths[column] = widths[column] + 1
  end
  local total, tallest = sum(widths), 0
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = { spec[1], widths[column] / total }
  end
  for _, row in ipairs(lengths) do
    for column, length in ipairs(row) do
      tallest = math.max(tallest, lines(length, widths[column] * LINE / total))
    end
  end
  return tbl, tallest
end

return { fit = fit }
