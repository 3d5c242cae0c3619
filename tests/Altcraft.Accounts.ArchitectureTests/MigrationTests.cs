using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>What a migration may do while the previous version serves beside the new one (decision 0014).</summary>
internal sealed class MigrationTests
{
    private const string Folder = $"{Layers.InfrastructureName}/Migrations/Scripts";

    private const string NoTimeout = "takes locks without \"set local lock_timeout\" first";
    private const string NoReason = "builds an index without \"-- Writes wait:\"";

    // A script that ran somewhere never runs there again: what is to change goes into a new one.
    private static readonly Dictionary<string, string> Frozen = new()
    {
        ["0001_directory.sql"] = "74a03550f64649eee5baa481a7a48cc834a2ca62bcedab36241a0fcfe7f0c240",
        ["0002_accounts.sql"] = "ba54cf1b9cbb7dc47806d3728a5c5dc4d116d5345fffcb7c278652e667654ff0",
        ["0003_tokens.sql"] = "98a131201cb42382273a227a2580fb986bde905a72ff226befaee4b9c44c24b9",
        ["0004_audit.sql"] = "a8f90cf06395fb5dec39aedc2cb769da7893706e96e2a5d7c77e71c190fa30cc",
        ["0005_idempotency_keys.sql"] = "7173a3b6825deb2ef3c7bf1473be54322c148018da663a747109f6f400d48e20",
        ["0006_account_counts_and_search.sql"] = "6838732b3108e0568c034046e2bc9031e6593abb167dc3d2bff72e3f3ee66126",
    };

    // Before the first release there was no previous version to break and no table that was full. Later ones say what makes them safe:
    // a contraction names the script since which nobody uses what it drops.
    private static readonly Dictionary<(string Script, string Rule), string> Accepted = new()
    {
        [("0006_account_counts_and_search.sql", NoReason)] = "before the first release",
        [("0006_account_counts_and_search.sql", NoTimeout)] = "before the first release",
        [("0007_account_counts_in_place.sql", "changes rows")] = "the sum of the rows is all that anybody reads, and it stays the same",
        [("0010_keys_without_invisible_characters.sql", "changes rows")] = "keys that the new version would not find; as few as there are names with odd characters",
        [("0013_creators_of_older_tokens.sql", "changes rows")] = "tokens are few, and no version before reads or writes the new column",
    };

    private static readonly IReadOnlyDictionary<string, MigrationScript> Scripts = Directory.GetFiles(Path.Combine(Sources.Root, Folder))
        .ToDictionary(path => Path.GetFileName(path), path => new MigrationScript(File.ReadAllText(path)));

    [Test]
    public void Migrations_WhenRead_DoNothingThatThePreviousVersionCannotServeBeside()
    {
        var offences = Scripts.SelectMany(script => script.Value.Offences.Select(offence => (Script: script.Key, offence.Rule, offence.Statement))).ToList();

        Assert.That(Scripts, Has.Count.GreaterThanOrEqualTo(Frozen.Count));
        Assert.That(offences.Where(offence => !Accepted.ContainsKey((offence.Script, offence.Rule))), Is.Empty);
        Assert.That(Accepted.Keys.Except(offences.Select(offence => (offence.Script, offence.Rule))), Is.Empty, "accepted, but not there");
    }

    [Test]
    public void Migrations_WhenTheyWereReleased_AreNeverEdited() =>
        Assert.That(Frozen.Where(frozen => !Scripts.TryGetValue(frozen.Key, out var script) || script.Hash != frozen.Value).Select(frozen => frozen.Key), Is.Empty);

    [Test]
    public void Migrations_WhenNamed_FollowEachOther()
    {
        var names = Scripts.Keys.Order(StringComparer.Ordinal).ToList();

        Assert.That(names, Has.All.Match(@"^\d{4}_[a-z0-9_]+\.sql$"));
        Assert.That(names.Select(name => int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(Enumerable.Range(1, names.Count)));
    }

    [TestCase("drop table tariffs", "drops something")]
    [TestCase("drop function account_counts_add()", "drops something")]
    [TestCase("alter table accounts rename column title to heading", "renames something")]
    [TestCase("alter table accounts rename to customers", "renames something")]
    [TestCase("alter index accounts_tariff rename to accounts_by_tariff", "renames something")]
    [TestCase("alter table accounts drop column title", "drops a column or constraint")]
    [TestCase("alter table accounts drop constraint accounts_tariff_exists", "drops a column or constraint")]
    [TestCase("alter table accounts alter column reports_day type integer", "changes a type")]
    [TestCase("alter table accounts alter reports_day set data type integer", "changes a type")]
    [TestCase("alter table accounts alter column custom_push_domain set not null", "sets not null")]
    [TestCase("alter table accounts alter column title drop not null", "drops a default or not null")]
    [TestCase("alter table accounts alter column is_frozen drop default", "drops a default or not null")]
    [TestCase("alter table accounts add column region text not null", "adds a column the previous version does not fill")]
    [TestCase("alter table accounts add region text not null, add colour text not null default 'red'", "adds a column the previous version does not fill")]
    [TestCase("alter table accounts add column key uuid default gen_random_uuid()", "adds a column that rewrites the table")]
    [TestCase("alter table accounts add column title_length int generated always as (length(title)) stored", "adds a column that rewrites the table")]
    [TestCase("alter table accounts add constraint accounts_title_short check (length(title) < 99)", "adds a constraint without not valid")]
    [TestCase("alter table accounts add column owner_id bigint references tokens", "adds a constraint without not valid")]
    [TestCase("create unique index accounts_title on accounts (title_key)", "adds a unique index")]
    [TestCase("create index accounts_title on accounts (title_key)", NoReason)]
    [TestCase("update accounts set title = name", "changes rows")]
    [TestCase("with old as (select 1) delete from tokens", "changes rows")]
    [TestCase("truncate idempotency_keys", "changes rows")]
    [TestCase("lock table accounts", "locks a table for long")]
    [TestCase("alter table accounts set unlogged", "locks a table for long")]
    public void Statement_WhenThePreviousVersionCannotLiveWithIt_IsRefused(string statement, string rule) =>
        Assert.That(new MigrationScript($"set local lock_timeout = '2s';\n{statement};").Offences.Select(offence => offence.Rule), Does.Contain(rule));

    [TestCase("alter table accounts add column region text")]
    [TestCase("alter table accounts add column region text not null default 'eu'")]
    [TestCase("alter table accounts add constraint accounts_title_short check (length(title) < 99) not valid")]
    [TestCase("alter table accounts validate constraint accounts_title_short")]
    [TestCase("alter table accounts alter column is_frozen set default true")]
    [TestCase("create table notes (id bigint primary key, text text not null); create unique index notes_text on notes (text); update notes set text = ''")]
    [TestCase("-- Writes wait: few rows, and no list without it.\ncreate index accounts_title on accounts (title_key)")]
    [TestCase("create function f() returns void language sql as $$ drop table accounts; $$")]
    [TestCase("insert into tariffs (name, name_key) values ('drop table; update', 'it''s; drop table')")]
    public void Statement_WhenItOnlyExpands_IsAccepted(string statement) =>
        Assert.That(new MigrationScript($"set local lock_timeout = '2s';\n{statement};").Offences, Is.Empty);

    [Test]
    public void Script_WhenItTakesLocksWithoutLimit_IsRefused() =>
        Assert.That(new MigrationScript("alter table accounts add column region text;").Offences.Select(offence => offence.Rule), Is.EqualTo([NoTimeout]));
}
