using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Infrastructure.Accounts;
using Altcraft.Accounts.Infrastructure.Directories;

namespace Altcraft.Accounts.IntegrationTests.Statements;

/// <summary>Every SQL statement of the product, as its compiled code has them: nothing is listed by hand.</summary>
internal static partial class WrittenStatements
{
    private static readonly Assembly Code = typeof(AccountStatement).Assembly;

    /// <summary>The texts in the code that are SQL: statements, and parts of those that are composed.</summary>
    public static IEnumerable<string> Literals()
    {
        using var file = new PEReader(File.OpenRead(Code.Location));
        var metadata = file.GetMetadataReader();
        for (var text = metadata.GetNextHandle(MetadataTokens.UserStringHandle(0)); !text.IsNil; text = metadata.GetNextHandle(text))
        {
            if (metadata.GetUserString(text) is var sql && (Statement().IsMatch(sql) || Part().IsMatch(sql)))
            {
                yield return sql;
            }
        }
    }

    /// <summary>The statements that are composed once: static ones, and those of each table of directory items.</summary>
    public static IEnumerable<string> Composed(IServiceProvider services)
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var types = Code.GetTypes()
            .Where(type => !type.ContainsGenericParameters && type.Namespace?.StartsWith("Altcraft.", StringComparison.Ordinal) == true).ToList();
        var statics = types.SelectMany(type => type.GetFields(Static))
            .Where(field => field.FieldType == typeof(string) || field.FieldType == typeof(AccountStatement))
            .Select(field => field.GetValue(null) is AccountStatement statement ? statement.Sql : field.GetValue(null) as string);
        var tables = types.Select(type => type.BaseType)
            .Where(parent => parent is { IsGenericType: true } && parent.GetGenericTypeDefinition() == typeof(DirectoryTable<>)).OfType<Type>()
            .SelectMany(table => table.GetProperties().Select(property => property.GetValue(services.GetService(table)) as string));
        return statics.Concat(tables).OfType<string>().Where(sql => Statement().IsMatch(sql));
    }

    [GeneratedRegex(@"^\s*(select|insert into|update|delete from|with|set local|lock|create|alter|truncate|do|call)\s\S")]
    private static partial Regex Statement();

    // Parameters give them away, and the alias of the accounts.
    [GeneratedRegex(@"(?<!\w)@[A-Za-z_]\w*|\ba\.[a-z_]+ ")]
    private static partial Regex Part();
}
