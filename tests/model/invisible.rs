use webhook_console::model::escape_invisible;

#[test]
fn invisible_and_bidirectional_characters_are_escaped() {
    for (text, escaped) in [
        ("\u{202e}gnp.exe", "[U+202E]gnp.exe"),
        (
            "a\u{202a}\u{202b}\u{202c}\u{202d}b",
            "a[U+202A][U+202B][U+202C][U+202D]b",
        ),
        (
            "\u{2066}\u{2067}\u{2068}\u{2069}",
            "[U+2066][U+2067][U+2068][U+2069]",
        ),
        ("pay\u{200b}pal", "pay[U+200B]pal"),
        ("\u{feff}x", "[U+FEFF]x"),
        ("a\0b", "a[U+0000]b"),
        (
            "a\tb\r\nc\u{7f}\u{85}",
            "a[U+0009]b[U+000D][U+000A]c[U+007F][U+0085]",
        ),
        (
            "\u{ad}\u{61c}\u{180e}\u{200e}\u{200f}",
            "[U+00AD][U+061C][U+180E][U+200E][U+200F]",
        ),
        ("\u{2028}\u{2029}\u{2060}", "[U+2028][U+2029][U+2060]"),
        ("\u{e0041}", "[U+E0041]"),
    ] {
        assert_eq!(escape_invisible(text), escaped);
    }
}

#[test]
fn other_text_is_unchanged() {
    for text in [
        "",
        "Production rights feed",
        "<b>&amp;</b>",
        "مرحبا שלום",
        "e\u{301} ü 漢字",
        "👩‍👩‍👧‍👦 🏳️‍🌈",
        "می\u{200c}خواهم",
        "\u{a0}\u{3000}",
    ] {
        assert_eq!(escape_invisible(text), text);
    }
}
