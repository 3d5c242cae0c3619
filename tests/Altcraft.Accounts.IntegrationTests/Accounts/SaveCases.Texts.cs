using static Altcraft.Accounts.IntegrationTests.Accounts.SaveCase;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>The parameters that are text.</summary>
public static partial class SaveCases
{
    private static IEnumerable<SaveCase> Names() =>
    [
        Kept("name", "lowest", "a", "a"),
        Kept("name", "highest", new string('x', 64), new string('x', 64)),
        Refused("name", "one past", new string('x', 65), "too_long", "it has 65"),
        Kept("name", "highest beyond the basic plane", Times("𐐨", 64), Times("𐐨", 64)),
        Refused("name", "one past beyond the basic plane", Times("𐐨", 65), "too_long", "it has 65"),
        Kept("name", "spaces around", "  Acme Ltd \n", "Acme Ltd"),
        Kept("name", "digits only", "007", "007"),
        Kept("name", "every sign", "a.b_c-d e", "a.b_c-d e"),
        Kept("name", "other scripts", "Иван हिन्दी ٣ 株式会社", "Иван हिन्दी ٣ 株式会社"),
        Kept("name", "decomposed", "Cafe\u0301", "Caf\u00e9"),
        Refused("name", "@", "user@example", "bad_character", "user@name"),
        Refused("name", "slash", "a/b", "bad_character"),
        Refused("name", "markup", "<b>", "bad_character"),
        Refused("name", "emoji", "a😀", "bad_character"),
        Refused("name", "joiner", "a\u200db", "bad_character"),
        Refused("name", "Roman numeral", "Ⅷ", "bad_character"),
        Refused("name", "variation selector", "steve\ufe0f", "bad_character", "an invisible character (U+FE0F)"),
        Refused("name", "no-break space", "a\u00a0b", "bad_character"),
        Refused("name", "a dot", ".", "bad_value", "at least one letter or digit"),
        Refused("name", "two dots", "..", "bad_value", "at least one letter or digit"),
        Refused("name", "Latin and Cyrillic in a word", "Cофт", "bad_character", "\"C\" (U+0043) is Latin, \"о\" (U+043E) is Cyrillic"),
        Refused("name", "Greek and Latin in a word", "αlpha 1", "bad_character", "\"α\" (U+03B1) is Greek, \"l\" (U+006C) is Latin"),
        Kept("name", "Latin and Cyrillic in two words", "ООО Soft_Плюс-2", "ООО Soft_Плюс-2"),
        .. Texts("name"),
    ];

    private static IEnumerable<SaveCase> Titles() =>
    [
        Kept("title", "lowest", "a", "a"),
        Kept("title", "highest", new string('x', 255), new string('x', 255)),
        Refused("title", "one past", new string('x', 256), "too_long", "it has 256"),
        Kept("title", "highest beyond the basic plane", Times("😀", 255), Times("😀", 255)),
        Refused("title", "one past beyond the basic plane", Times("😀", 256), "too_long", "it has 256"),
        Kept("title", "composed only when it fits", Times("e\u0301", 255), Times("\u00e9", 255)),
        Kept("title", "spaces around", "\t Acme \r\n", "Acme"),
        Kept("title", "decomposed", "Cafe\u0301", "Caf\u00e9"),
        Kept("title", "markup", "<b> & \"quoted\" ]]>", "<b> & \"quoted\" ]]>"),
        Kept("title", "digits", "5", "5"),
        Kept("title", "a family", "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"),
        Kept("title", "Persian", "می\u200cخواهم", "می\u200cخواهم"),
        Kept("title", "no-break space", "100\u00a0%", "100\u00a0%"),
        Refused("title", "a joiner behind a space", "a \u200db", "bad_character", "U+200D"),
        Refused("title", "two joiners", "a\u200d\u200db", "bad_character", "U+200D"),
        Refused("title", "a variation selector alone", "\ufe0f", "bad_character", "U+FE0F"),
        Kept("title", "a word of JSON", "null", "null"),
        .. Texts("title"),
    ];

    private static IEnumerable<SaveCase> TimeZones() =>
    [
        Kept("tz", "UTC", "UTC", "UTC"),
        Kept("tz", "a zone", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        Kept("tz", "a link", "Asia/Calcutta", "Asia/Calcutta"),
        Kept("tz", "an old link", "US/Pacific", "US/Pacific"),
        Kept("tz", "fixed", "Etc/GMT+12", "Etc/GMT+12"),
        Kept("tz", "spaces around", " Europe/Moscow ", "Europe/Moscow"),
        Refused("tz", "a typo", "Europe/Moskow", "bad_value", "Did you mean \"Europe/Moscow\"?"),
        Refused("tz", "lower case", "europe/moscow", "bad_value", "Did you mean \"Europe/Moscow\"?"),
        Refused("tz", "lower case, short", "utc", "bad_value", "Did you mean \"UTC\"?"),
        .. NoZones.Select(text => Refused("tz", text, text, "bad_value", "send the area and the city.")),
        Refused("tz", "a Windows zone", "Russian Standard Time", "bad_value"),
        Refused("tz", "a path", "../../etc/passwd", "bad_value"),
        Refused("tz", "long", new string('x', 5000), "bad_value"),
        .. Texts("tz"),
    ];

    // The zone with the nearest name would be another one.
    private static string[] NoZones =>
    [
        "MSK", "msk", "PDT", "CEST", "AEST", "МСК", "MSK-3",
        "+03:00", "+3", "-0300", "GMT+3", "GMT +3", "UTC+03:00", "UTC−3", "Etc/GMT+15", "(UTC+03:00) Moscow",
    ];

    private static IEnumerable<SaveCase> PushDomains() =>
    [
        Kept("custom_push_domain", "a domain", "push.example.com", "push.example.com"),
        Kept("custom_push_domain", "two labels", "a.b", "a.b"),
        Kept("custom_push_domain", "upper case", "Push.EXAMPLE.com", "push.example.com"),
        Kept("custom_push_domain", "Cyrillic", "пример.рф", "xn--e1afmkfd.xn--p1ai"),
        Kept("custom_push_domain", "Cyrillic, upper case", "ПРИМЕР.рф", "xn--e1afmkfd.xn--p1ai"),
        Kept("custom_push_domain", "umlaut, decomposed", "bu\u0308cher.example", "xn--bcher-kva.example"),
        Kept("custom_push_domain", "longest label", new string('a', 63) + ".com", new string('a', 63) + ".com"),
        Kept("custom_push_domain", "longest", Times("a.", 125) + "com", Times("a.", 125) + "com"),
        Kept("custom_push_domain", "a circled digit", "①.example.com", "1.example.com"),
        Kept("custom_push_domain", "right to left", "אבג.example", "xn--4dbcd.example"),
        Refused("custom_push_domain", "a digit before what is right to left", "1א.com", "bad_value", "right to left"),
        Refused("custom_push_domain", "the same in ASCII", "xn--1-0hc.com", "bad_value", "right to left"),
        Refused("custom_push_domain", "a joiner", "نامه\u200cای.example", "bad_value", "invisible"),
        Refused("custom_push_domain", "a soft hyphen", "exam\u00adple.com", "bad_character", "U+00AD"),
        Refused("custom_push_domain", "an override", "exam\u202eple.com", "bad_character", "U+202E"),
        Kept("custom_push_domain", "null", null, ""),
        Kept("custom_push_domain", "empty", "", ""),
        Absent("custom_push_domain", ""),
        .. BadPushDomains.Select(bad => Refused("custom_push_domain", bad.What, bad.Value, "bad_value")),
        Refused("custom_push_domain", "control character", "exa\u0007mple.com", "bad_character") with { IsJsonOnly = true },
        Refused("custom_push_domain", "a number", 5, "wrong_type") with { IsJsonOnly = true },
        .. Structures("custom_push_domain"),
    ];

    private static IEnumerable<(string What, string Value)> BadPushDomains =>
    [
        ("one label", "localhost"),
        ("label one past the longest", new string('a', 64) + ".com"),
        ("one past the longest", Times("a.", 125) + "info"),
        ("a scheme", "https://example.com"),
        ("a path", "example.com/push"),
        ("a query", "example.com?x"),
        ("a port", "example.com:443"),
        ("a user", "user@example.com"),
        ("IPv4", "192.168.0.1"),
        ("IPv4 in short", "127.1"),
        ("IPv4 in hexadecimal", "0x7f.0x1"),
        ("IPv6", "::1"),
        ("IPv6 in brackets", "[::1]"),
        ("a wildcard", "*.example.com"),
        ("an underscore", "a_b.example.com"),
        ("a hyphen in front", "-a.example.com"),
        ("an empty label", "a..example.com"),
        ("a dot in front", ".example.com"),
        ("a space", "exa mple.com"),
        ("broken Punycode", "xn--\u00e9.com"),
    ];

    private static IEnumerable<SaveCase> Texts(string parameter) =>
    [
        .. Missing(parameter),
        .. Structures(parameter),
        Refused(parameter, "tab", "a\tb", "bad_character", "U+0009"),
        Refused(parameter, "line feed", "a\nb", "bad_character", "U+000A"),
        Refused(parameter, "delete", "a\u007fb", "bad_character", "U+007F"),
        Refused(parameter, "next line", "a\u0085b", "bad_character", "U+0085"),
        Refused(parameter, "a character that turns text around", "a\u202eb", "bad_character", "changes the direction of text (U+202E)"),
        .. "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u2060\u3164\ufeff\uffa0".Where(invisible => invisible != '\u180b' || parameter == "name")
            .Select(invisible => Refused(parameter, $"U+{(int)invisible:X4}", $"a{invisible}b", "bad_character", $"an invisible character (U+{(int)invisible:X4})")),
        Refused(parameter, "null character", "a\0b", "bad_character", "U+0000") with { IsJsonOnly = true },
        Refused(parameter, "escape", "a\u001bb", "bad_character", "U+001B") with { IsJsonOnly = true },
        Refused(parameter, "no character", "a\uffffb", "bad_character", "U+FFFF") with { IsJsonOnly = true },
        Refused(parameter, "a number", 5, "wrong_type") with { IsJsonOnly = true },
        Refused(parameter, "true", true, "wrong_type") with { IsJsonOnly = true },
    ];

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
