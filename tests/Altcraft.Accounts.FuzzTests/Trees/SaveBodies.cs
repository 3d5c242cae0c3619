using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>A parameter of a save: how it is sent, if at all, and what is kept for it.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Sent">The value; <see langword="null"/> when it is left out.</param>
/// <param name="Values">What <c>get</c> answers, an item each for an array; empty for none.</param>
internal sealed record Kept(string Name, Tree? Sent, string[] Values);

/// <summary>Bodies that <c>accounts/save</c> takes, with what it must keep (contract, section 5). The name is made unique by its sender.</summary>
internal static partial class SaveBodies
{
    public static Gen<Kept[]> Valid { get; } = Gen.CollectToArray(
    [
        Named,
        Text("title", Texts.Any.Where(text => IsPlain(text) && PlainText.Length(text.Trim().Normalize(NormalizationForm.FormC)) <= 255)),
        Gen.Elements("UTC", "Europe/Moscow", "US/Eastern", "Etc/GMT-14", "America/Argentina/ComodRivadavia", "Asia/Kathmandu").Select(zone => new Kept("tz", new Text(zone), [zone])),
        Reference("tariff", isRequired: true, (1, "Example TARIFF"), (3, "enterprise")),
        Reference("web_version_policy", isRequired: false, (1, "Keep for a MONTH"), (2, " keep for a year ")),
        Reference("account_postgresql", isRequired: false, (1, "archive"), (2, "MAIN")),
        Reference("account_cache_clickhouse", isRequired: false, (3, "Cache")),
        Connectors,
        Number("reports_day", 7),
        Number("reports_hour", 23),
        .. ParameterTable.Of(typeof(SaveAccountCommand)).Entries
            .Where(entry => entry.ValueType == typeof(bool) && entry.Name != "validate_only").Select(entry => Truth(entry.Name)),
        Optional("custom_push_domain", Gen.Elements(
            ("push.example.com", "push.example.com"), (" PUSH.Example.COM ", "push.example.com"), ("push.example.com.", "push.example.com"),
            ("рассылка.example.com", "xn--80aa3adxha4f.example.com"), ("bücher.de", "xn--bcher-kva.de"), ("bu\u0308cher.de", "xn--bcher-kva.de"), ("xn--bcher-kva.de", "xn--bcher-kva.de"))
            .Select(pair => ((Tree)new Text(pair.Item1), new[] { pair.Item2 })), string.Empty),
    ]);

    private static Gen<Kept> Named =>
        from letters in Gen.Frequency(
            (8, Gen.Elements("a", "Z", "ß", "é", "e\u0301", "Ω", "ж", "名", "𐐀", "٣", " ", ".", "_", "-", "7", "\u0345", "ﬃ", "İ")),
            (1, Gen.Choose(0x80, 0xD7FF).Select(letter => ((char)letter).ToString())),
            (1, Gen.Choose(0x10000, 0x1F000).Select(letter => new Rune(letter).ToString()))).ListOf().Resize(16)
        let name = string.Concat(letters)

        // With something behind it, as it is sent: a space of another kind would be trimmed at its end only.
        where IsPlain(name) && AccountName.Check((name.TrimStart() + "-1").Normalize(NormalizationForm.FormC)) is null
        select new Kept("name", new Text(name), [name]);

    private static Gen<Kept> Connectors =>
        from items in Reference("external_data_connectors", isRequired: true, (1, "SHOP"), (2, "Warehouse"), (3, " billing"), (4, "events")).ListOf().Resize(6)
        from how in Gen.Choose(0, 5)
        let kept = items.SelectMany(item => item.Values).Distinct().ToArray()
        select how switch
        {
            0 => new Kept("external_data_connectors", null, []),
            1 => new Kept("external_data_connectors", new Nil(), []),
            2 when items.Count == 1 => new Kept("external_data_connectors", items[0].Sent, kept),
            _ => new Kept("external_data_connectors", new Many([.. items.Select(item => item.Sent!)]), kept),
        };

    private static Gen<Kept> Reference(string name, bool isRequired, params (int Id, string Name)[] known)
    {
        var spelled = Gen.Elements(known).SelectMany(one => Gen.Elements<Tree>(
            new Number(one.Id.ToString(CultureInfo.InvariantCulture)),
            new Text(one.Id.ToString(CultureInfo.InvariantCulture)),
            new Text("  00" + one.Id.ToString(CultureInfo.InvariantCulture)),
            new Text(one.Name)).Select(value => (value, new[] { one.Id.ToString(CultureInfo.InvariantCulture) })));
        return isRequired
            ? spelled.Select(pair => new Kept(name, pair.value, pair.Item2))
            : Gen.OneOf(Optional(name, spelled, string.Empty), Gen.Elements<Tree>(new Number("0"), new Text("0"), new Text("000")).Select(none => new Kept(name, none, [])));
    }

    private static Gen<Kept> Text(string name, Gen<string> texts) => texts.Select(text => new Kept(name, new Text(text), [text.Trim().Normalize(NormalizationForm.FormC)]));

    private static Gen<Kept> Number(string name, int most) =>
        from number in Gen.Choose(0, most)
        let digits = number.ToString(CultureInfo.InvariantCulture)
        from sent in Gen.Elements<Tree>(new Number(digits), new Text(digits), new Text($" 0{digits}\t"))
        select new Kept(name, sent, [digits]);

    private static Gen<Kept> Truth(string name) => Optional(
        name,
        from truth in Gen.Elements(true, false)
        from sent in Gen.Elements<Tree>(new Truth(truth), new Text(truth ? "true" : "false"), new Text(truth ? " 1 " : "0"), new Number(truth ? "1" : "0"))
        select (sent, new[] { truth ? "true" : "false" }),
        "false");

    // Left out, null, and the empty text that is how XML says null.
    private static Gen<Kept> Optional(string name, Gen<(Tree Sent, string[] Values)> given, string otherwise)
    {
        string[] none = otherwise.Length == 0 ? [] : [otherwise];
        return Gen.Frequency(
            (3, given.Select(pair => new Kept(name, pair.Sent, pair.Values))),
            (1, Gen.Constant(new Kept(name, null, none))),
            (1, Gen.Constant(new Kept(name, new Nil(), none))),
            (1, Gen.Constant(new Kept(name, new Text(" "), none))));
    }

    private static bool IsPlain(string text) => text.Trim().Length > 0 && PlainText.TryNormalize(text, out _, out _) && !Refused().IsMatch(text);

    // What looks like a token: docs/security.md.
    [GeneratedRegex("aat_[A-Za-z0-9_-]{43}")]
    private static partial Regex Refused();
}
