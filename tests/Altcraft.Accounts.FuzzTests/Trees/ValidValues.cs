using System.Globalization;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>Values that a parameter takes, or that are just beside them.</summary>
internal static class ValidValues
{
    private static readonly Gen<string> Names = Gen.Frequency(
        (4, Gen.Elements(
            "Steve", "STEVE", " steve ", "Straße", "STRASSE", "Ünï", "U\u0308nï", "Ωμέγα", "ΩΜΈΓΑ", "ωμέγας", "𐐀𐐀", "𐐨𐐨", "a.b-c_d", "12", "007", "İstanbul", "ﬃ",
            "user@name", "a/b", "example tariff", "Main", "Cache", "Shop")),
        (1, Gen.Choose(1, 400).Select(number => "account " + number.ToString(CultureInfo.InvariantCulture))),
        (1, Texts.Any));

    private static readonly Gen<Tree> Ids = Gen.Frequency(
        (6, Gen.Choose(0, 12).Select(Number)),
        (2, Gen.Choose(0, 12).Select(id => (Tree)new Text(id.ToString(CultureInfo.InvariantCulture)))),
        (1, Gen.Choose(0, 300).Select(Number)),
        (1, Gen.Elements("-1", "9007199254740991", "9007199254740992", "99999999999999999999").Select(digits => (Tree)new Number(digits))));

    private static readonly Gen<Tree> Truths = Gen.Elements<Tree>(
        new Truth(true), new Truth(false), new Text("True"), new Text("true"), new Text("false"), new Text("1"), new Text("0"),
        new Number("1"), new Number("0"));

    /// <summary>A value for a parameter of an endpoint.</summary>
    public static Gen<Tree> Of(ParameterTable table, ParameterEntry entry) => entry.Name switch
    {
        "token" => Words("aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        "format" => Words("json", "xml"),
        "name" or "search" => Texted(Names),
        "tz" => Words("UTC", "Europe/Moscow", "Etc/GMT+5", "US/Eastern", "Asia/Kathmandu", "europe/moscow", "Nowhere"),
        "tariff" => Reference("example tariff", "EXAMPLE TARIFF", " Small", "enterprise"),
        "web_version_policy" => Reference("Keep for a month", "KEEP FOR A YEAR"),
        "account_postgresql" or "account_cache_clickhouse" => Reference("Main", "cache", "Archive"),
        "external_data_connectors" => Gen.Frequency(
            (5, Reference("Shop", "EVENTS", "billing").ListOf().Resize(5).Select(items => (Tree)new Many([.. items]))),
            (1, Reference("Shop").ListOf(101).Select(items => (Tree)new Many([.. items]))),
            (1, Reference("Shop", "Events"))),
        "scopes" => Words("accounts.read", "accounts.write", "directory.read", "*", "audit.read", "nothing").ListOf().Resize(4)
            .Select(items => (Tree)new Many([.. items])),
        "kind" => Words("postgresql", "clickhouse", "mysql", "bigquery", "PostgreSQL"),
        "host" or "custom_push_domain" => Words(
            "push.example.com", "PUSH.example.com.", "рассылка.example.com", "faß.de", "localhost", "127.0.0.1", "a..b", "xn--a.com", "::1", "https://a.b/c"),
        "payment_url" => Words("https://pay.example.com/7?a=b&c=<d>#e", "HTTP://пример.рф/%00", "ftp://a", "https://user@a.b", "https://", "//a.b"),
        "object_type" => Words("account", "tariff", "token", "nothing"),
        "action" => Words("account.create", "account.freeze", "tariff.update"),
        "frozen_details" => Object(entry.ValueType),
        _ => OfType(table, entry),
    };

    /// <summary>An object with all of its parameters.</summary>
    public static Gen<Tree> Object(Type type) =>
        from values in Gen.CollectToArray(ParameterTable.Of(type).Entries, entry => Of(ParameterTable.Of(type), entry).Select(value => (entry.Name, value)))
        select (Tree)new Members(values);

    private static Gen<Tree> OfType(ParameterTable table, ParameterEntry entry)
    {
        if (entry.ValueType == typeof(bool))
        {
            return Truths;
        }

        if (entry.ValueType == typeof(DateTimeOffset))
        {
            return Words(
                "2020-01-01T00:00:00Z", "2099-12-31T23:59:59.9999999+14:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59.9999999Z",
                "9999-12-31T23:59:59-01:00", "2099-02-29T00:00:00Z", "2099-01-01", "2099-01-01T24:00:00Z", "2099-01-01T00:00:00.123456789Z", "2099-01-01t00:00:00z",
                "2099-01-01T00:00:00");
        }

        return entry.ValueType == typeof(long) ? (entry.Name.EndsWith("id", StringComparison.Ordinal) ? Ids : Numbers(table, entry)) : Texted(Texts.Any);
    }

    private static Gen<Tree> Numbers(ParameterTable table, ParameterEntry entry)
    {
        var rule = Rules.Of(table, entry);
        var (min, max) = (Math.Max(rule.Minimum ?? 0, 0), Math.Min(rule.Maximum ?? int.MaxValue, int.MaxValue));
        var small = (int)Math.Min(max, min + 8);
        return Gen.Frequency(
            (8, Gen.Choose((int)min, small).Select(Number)),
            (1, Gen.Choose((int)min, small).Select(number => (Tree)new Text(number.ToString(CultureInfo.InvariantCulture)))),
            (1, Gen.Elements(min - 1, min, max, max + 1).Select(number => (Tree)new Number(number.ToString(CultureInfo.InvariantCulture)))));
    }

    private static Gen<Tree> Reference(params string[] names) => Gen.Frequency((3, Ids), (3, Words(names)), (1, Texted(Names)));

    private static Gen<Tree> Words(params string[] words) => Texted(Gen.Elements(words));

    private static Gen<Tree> Texted(Gen<string> texts) => texts.Select(text => (Tree)new Text(text));

    private static Tree Number(int number) => new Number(number.ToString(CultureInfo.InvariantCulture));
}
