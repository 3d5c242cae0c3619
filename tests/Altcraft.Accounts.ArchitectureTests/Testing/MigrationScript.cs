using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.ArchitectureTests.Testing;

/// <summary>A migration, statement by statement, as far as decision 0014 looks at it.</summary>
internal sealed partial class MigrationScript
{
    private static readonly (string Rule, Regex Breaks)[] Rules =
    [
        ("drops something", Drops()),
        ("renames something", Renames()),
        ("drops a column or constraint", DropsPart()),
        ("changes a type", ChangesType()),
        ("sets not null", SetsNotNull()),
        ("drops a default or not null", DropsDefault()),
        ("adds a column the previous version does not fill", AddsRequiredColumn()),
        ("adds a column that rewrites the table", AddsComputedColumn()),
        ("adds a constraint without not valid", AddsConstraint()),
        ("adds a unique index", AddsUniqueIndex()),
        ("changes rows", ChangesRows()),
        ("locks a table for long", Locks()),
    ];

    private readonly string _comments;
    private readonly HashSet<string> _made;

    public MigrationScript(string text)
    {
        _comments = string.Join('\n', Comments().Matches(text).Select(match => match.Value));
        Hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

        // What a function does when it is called is not what the migration does, and a text can hold anything.
        var bare = Strings().Replace(Bodies().Replace(Comments().Replace(text, " "), " "), "''");
        Statements = [.. bare.Split(';').Select(statement => Spaces().Replace(statement, " ").Trim().ToLowerInvariant()).Where(it => it.Length > 0)];
        _made = [.. Statements.SelectMany(statement => CreatesTable().Matches(statement)).Select(match => match.Groups["table"].Value)];
    }

    public IReadOnlyList<string> Statements { get; }

    /// <summary>SHA-256 of the text.</summary>
    public string Hash { get; }

    /// <summary>Each statement that the previous version, or the rows there are, may not survive; and why.</summary>
    public IReadOnlyList<(string Rule, string Statement)> Offences =>
    [
        .. Statements.Where(ConcernsOlderTables).SelectMany(statement => Rules
            .Where(rule => rule.Breaks.IsMatch(NotValid().IsMatch(statement) && rule.Rule.EndsWith("not valid", StringComparison.Ordinal) ? "" : statement))
            .Select(rule => (rule.Rule, statement))),
        .. LacksReason ? Statements.Where(BuildsIndex).Select(statement => ("builds an index without \"-- Writes wait:\"", statement)) : [],
        .. LacksTimeout ? [("takes locks without \"set local lock_timeout\" first", Statements[0])] : Array.Empty<(string, string)>(),
    ];

    private bool LacksReason => !_comments.Contains("-- Writes wait: ", StringComparison.Ordinal);

    private bool LacksTimeout => Statements.Any(statement => TakesLock().IsMatch(statement) && ConcernsOlderTables(statement))
        && !SetsTimeout().IsMatch(Statements[0]);

    private bool BuildsIndex(string statement) => AddsIndex().IsMatch(statement) && ConcernsOlderTables(statement);

    private bool ConcernsOlderTables(string statement) => !(Concerned().Match(statement) is { Success: true } match && _made.Contains(match.Groups["table"].Value));

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"\$(\w*)\$.*?\$\1\$", RegexOptions.Singleline)]
    private static partial Regex Bodies();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^create (?:unlogged )?table (?:if not exists )?(?<table>[\w.]+)")]
    private static partial Regex CreatesTable();

    [GeneratedRegex(@"^(?:alter table (?:if exists )?(?:only )?|create (?:unique )?index .*?\bon (?:only )?|create (?:or replace )?(?:constraint )?trigger .*?\bon |insert into |update (?:only )?|delete from (?:only )?)(?<table>[\w.]+)")]
    private static partial Regex Concerned();

    [GeneratedRegex("^drop (?!index)")]
    private static partial Regex Drops();

    [GeneratedRegex(@"^alter .*\brename\b")]
    private static partial Regex Renames();

    [GeneratedRegex(@"^alter .*\bdrop (?!default|not null|identity|expression)")]
    private static partial Regex DropsPart();

    [GeneratedRegex(@"^alter table .*\balter (?:column )?\w+ (?:set data )?type\b")]
    private static partial Regex ChangesType();

    [GeneratedRegex(@"^alter table .*\bset not null\b")]
    private static partial Regex SetsNotNull();

    [GeneratedRegex(@"^alter table .*\bdrop (?:default|not null|identity|expression)\b")]
    private static partial Regex DropsDefault();

    [GeneratedRegex(@"^alter table .*\badd (?:column )?(?:if not exists )?(?!constraint|check|unique|primary|foreign|exclude)\w+ (?![^,]*\bdefault\b)[^,]*\bnot null\b")]
    private static partial Regex AddsRequiredColumn();

    [GeneratedRegex(@"^alter table .*\badd .*\b(?:generated|nextval|random|gen_random_uuid|clock_timestamp|(?:big|small)?serial)\b")]
    private static partial Regex AddsComputedColumn();

    [GeneratedRegex(@"^alter table .*\badd .*\b(?:constraint|check|unique|primary key|foreign key|references|exclude)\b")]
    private static partial Regex AddsConstraint();

    [GeneratedRegex(@"\bnot valid$")]
    private static partial Regex NotValid();

    [GeneratedRegex("^create unique index")]
    private static partial Regex AddsUniqueIndex();

    [GeneratedRegex("^create (?:unique )?index")]
    private static partial Regex AddsIndex();

    [GeneratedRegex(@"^(?:with .*\b)?(?:update|delete from|truncate|merge into)\b")]
    private static partial Regex ChangesRows();

    [GeneratedRegex(@"^(?:lock|cluster|reindex|vacuum|refresh)\b|^alter table .*\bset (?:logged|unlogged|tablespace|access method)\b")]
    private static partial Regex Locks();

    [GeneratedRegex("^(?:alter table|create (?:unique )?index|create (?:or replace )?(?:constraint )?trigger|drop)")]
    private static partial Regex TakesLock();

    [GeneratedRegex("^set local lock_timeout = ''$")]
    private static partial Regex SetsTimeout();
}
