using Altcraft.Accounts.Infrastructure.Database.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database.Statements;

internal sealed class StatementTests
{
    private static readonly Binding<Pair>[] Bindings =
    [
        new Binding<Pair, long>("Number", pair => pair.Number),
        new Binding<Pair, string?>("Text", pair => pair.Text),
        new Binding<Pair, byte[]>("Unused", _ => []),
    ];

    [Test]
    public void Names_become_positions_in_the_order_they_come_first() => Assert.That(
        new Statement<Pair>("select @Text, @Number, @Text::text", Bindings).Sql, Is.EqualTo("select $1, $2, $1::text"));

    [Test]
    public void Each_position_gets_its_value()
    {
        using var bound = new Statement<Pair>("select @Text, @Number, @Text", Bindings).Bind(new Pair(7, "seven"));

        Assert.That(bound.Parameters.Select(parameter => parameter.Value), Is.EqualTo(new object[] { "seven", 7L }));
    }

    [Test]
    public void A_name_without_a_binding_is_told_at_once() => Assert.That(
        () => new Statement<Pair>("select @Number, @Missing", Bindings),
        Throws.InvalidOperationException.With.Message.Contains("@Missing"));

    [Test]
    public void Values_in_use_are_never_touched_and_are_used_again_afterwards()
    {
        var statement = new Statement<Pair>("select @Number, @Text", Bindings);
        var first = statement.Bind(new Pair(1, "one"));
        using var second = statement.Bind(new Pair(2, null));

        Assert.That(first.Parameters[0].Value, Is.EqualTo(1L));
        Assert.That(second.Parameters[1].Value, Is.Null);

        first.Dispose();
        using var third = statement.Bind(new Pair(3, "three"));
        Assert.That(third, Is.SameAs(first));
        Assert.That(third.Parameters[0].Value, Is.EqualTo(3L));
    }

    [Test]
    public void Parameters_go_to_one_command_after_the_other()
    {
        var statement = new Statement<Pair>("select @Number", Bindings);
        using (var bound = statement.Bind(new Pair(1, null)))
        {
            bound.AddParameters(new NpgsqlCommand(), null!);
        }

        using var again = statement.Bind(new Pair(2, null));
        using var command = new NpgsqlCommand();
        again.AddParameters(command, null!);
        Assert.That(command.Parameters[0].Value, Is.EqualTo(2L));
    }

    [Test]
    public void A_column_is_a_value_for_one_row_and_an_array_for_many()
    {
        var column = new Column<Pair, byte[]>("Text", pair => [(byte)pair.Number], NpgsqlDbType.Jsonb);
        using var one = new Statement<Pair>("@Text", [column.One]).Bind(new Pair(1, null));
        using var many = new Statement<IReadOnlyList<Pair>>("@Text", [column.Many]).Bind([new Pair(1, null), new Pair(2, null)]);

        Assert.That((one.Parameters[0].NpgsqlDbType, one.Parameters[0].Value), Is.EqualTo((NpgsqlDbType.Jsonb, new byte[] { 1 })));
        Assert.That(many.Parameters[0].NpgsqlDbType, Is.EqualTo(NpgsqlDbType.Array | NpgsqlDbType.Jsonb));
        Assert.That(many.Parameters[0].Value, Is.EqualTo(new byte[][] { [1], [2] }));
    }

    private sealed record Pair(long Number, string? Text);
}
