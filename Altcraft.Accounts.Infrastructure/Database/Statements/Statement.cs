using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.ObjectPool;

namespace Altcraft.Accounts.Infrastructure.Database.Statements;

/// <summary>
/// A statement of the hot path. It is written with names, and the names become positions once: Npgsql would otherwise rewrite the text
/// for every execution and look each name up, and Dapper would make and box every parameter anew (docs/performance.md).
/// </summary>
/// <typeparam name="TArgument">What it is carried out for.</typeparam>
internal sealed partial class Statement<TArgument>
{
    private readonly Binding<TArgument>[] _bindings;
    private readonly ObjectPool<BoundParameters> _free;

    /// <summary>Turns names into positions.</summary>
    /// <param name="sql">With a name, like <c>@Title</c>, for each parameter.</param>
    /// <param name="bindings">At least those that are named there.</param>
    /// <exception cref="InvalidOperationException">A name has no binding.</exception>
    public Statement(string sql, IEnumerable<Binding<TArgument>> bindings)
    {
        var named = bindings.ToDictionary(binding => binding.Name);
        var used = new List<string>();
        Sql = ParameterPattern().Replace(sql, match =>
        {
            var name = match.Groups[1].Value;
            if (!named.ContainsKey(name))
            {
                throw new InvalidOperationException($"The statement's parameter @{name} has no binding.");
            }

            if (!used.Contains(name))
            {
                used.Add(name);
            }

            return string.Create(CultureInfo.InvariantCulture, $"${used.IndexOf(name) + 1}");
        });
        _bindings = [.. used.Select(name => named[name])];
        _free = new DefaultObjectPool<BoundParameters>(new Policy(this));
    }

    /// <summary>The text with positions.</summary>
    public string Sql { get; }

    /// <summary>The parameters' values for one execution.</summary>
    public BoundParameters Bind(TArgument argument)
    {
        var bound = _free.Get();
        for (var i = 0; i < _bindings.Length; i++)
        {
            _bindings[i].Fill(bound.Parameters[i], argument);
        }

        return bound;
    }

    [GeneratedRegex("@([A-Za-z0-9]+)")]
    private static partial Regex ParameterPattern();

    private sealed class Policy(Statement<TArgument> statement) : IPooledObjectPolicy<BoundParameters>
    {
        public BoundParameters Create() => new([.. statement._bindings.Select(binding => binding.Create())], statement._free.Return);

        public bool Return(BoundParameters obj) => true;
    }
}
