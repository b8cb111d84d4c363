"""What a notebook shows: escaped, aligned, and the same every time."""

from tbresearch.html import fold_html, list_html, table_html, text_html

NASTY = '<script>alert("x")</script> & zo'
ESCAPED = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; zo"


def test_all_text_is_escaped() -> None:
    shown = (
        text_html(NASTY)
        + table_html((NASTY,), [(NASTY,)])
        + list_html([NASTY], title=NASTY)
        + fold_html(NASTY, "")
    )
    assert shown.count(ESCAPED) == 6
    assert "<script" not in shown


def test_words_stand_left_and_whole_numbers_right_and_in_dutch() -> None:
    assert table_html(("Wie", "Woorden"), [("anna", 1200), ("bram", 7)]) == (
        '<table><thead><tr><th scope="col" style="text-align: left">Wie</th>'
        '<th scope="col" style="text-align: right">Woorden</th></tr></thead><tbody>'
        '<tr><td style="text-align: left">anna</td>'
        '<td style="text-align: right">1.200</td></tr>'
        '<tr><td style="text-align: left">bram</td>'
        '<td style="text-align: right">7</td></tr></tbody></table>'
    )


def test_a_column_with_one_word_among_numbers_stands_left() -> None:
    assert "right" not in table_html(("Aantal",), [(3,), ("n.v.t.",)])


def test_a_table_without_rows_still_has_its_heads() -> None:
    assert table_html(("Code", "anna"), []) == (
        '<table><thead><tr><th scope="col" style="text-align: left">Code</th>'
        '<th scope="col" style="text-align: left">anna</th></tr></thead>'
        "<tbody></tbody></table>"
    )


def test_a_list_without_lines_shows_nothing_not_even_its_title() -> None:
    assert list_html([], title="Let op") == ""


def test_a_tuple_is_a_cell_of_several_lines_to_the_left() -> None:
    shown = table_html(("Waar", "Aantal"), [(("beurt 3", "<P1>"), 2)])
    assert '<td style="text-align: left">beurt 3<br>&lt;P1&gt;</td>' in shown
    assert '<td style="text-align: right">2</td>' in shown
