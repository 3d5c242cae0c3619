using System.Collections;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>The old and the new value of a field, for audit records (contract, section 9).</summary>
/// <param name="Field">The parameter's name on the wire.</param>
/// <param name="Old"><see langword="null"/> when there was no value.</param>
/// <param name="New"><see langword="null"/> when the value was removed.</param>
public readonly record struct FieldChange(string Field, object? Old, object? New)
{
    /// <summary>Returns the fields that differ, in the order of <paramref name="after"/>.</summary>
    /// <param name="before">Fields and values before the change; <see langword="null"/> for a new object.</param>
    /// <param name="after">The same fields after it.</param>
    public static IReadOnlyList<FieldChange> Between(
        IReadOnlyList<KeyValuePair<string, object?>>? before,
        IReadOnlyList<KeyValuePair<string, object?>> after)
    {
        var changes = new List<FieldChange>(before is null ? after.Count : 0);
        for (var i = 0; i < after.Count; i++)
        {
            var old = before?[i].Value;
            if (!Same(old, after[i].Value))
            {
                changes.Add(new FieldChange(after[i].Key, old, after[i].Value));
            }
        }

        return changes;
    }

    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (string or null, _) => Equals(left, right),
        (IEnumerable a, IEnumerable b) => a.Cast<object>().SequenceEqual(b.Cast<object>()),
        _ => Equals(left, right),
    };
}
