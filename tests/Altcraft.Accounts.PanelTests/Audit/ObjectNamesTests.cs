using System.Text.Json;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Panel.Audit;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.PanelTests.Audit;

/// <summary>The names of the journal's objects.</summary>
internal sealed class ObjectNamesTests
{
    [Test]
    public async Task Of_WhenRecordHasNoName_IsTheNewestThatTheOthersKnow()
    {
        var asked = new List<long>();
        var names = new ObjectNames((query, _) =>
        {
            asked.Add(query.ObjectId.Value);
            IReadOnlyList<AuditRecordAnswer> found = query.ObjectId.Value switch
            {
                2 => [Record(2), Record(2, "second"), Record(2, "first")],
                3 => [Record(3)],
                _ => throw new ApiException(null, "away", [], null),
            };
            return Task.FromResult(new Page<AuditRecordAnswer>(found, found.Count));
        });
        IReadOnlyList<AuditRecordAnswer> records = [Record(1), Record(1, "its own"), Record(2), Record(3)];

        await names.ReadAsync(records, default);
        await names.ReadAsync(records, default);
        await names.ReadAsync([Record(4)], default);

        Assert.That(records.Select(names.Of), Is.EqualTo(["its own", "its own", "second", null]));
        Assert.That(asked, Is.EquivalentTo([2, 3, 4]), "each is asked for once");
    }

    private static AuditRecordAnswer Record(long account, string? name = null) => new()
    {
        RequestId = "r",
        Action = "account.update",
        ObjectType = "account",
        ObjectId = account,
        Changes = name is null ? [] : [new FieldChangeAnswer { Field = "name", New = JsonSerializer.SerializeToElement(name) }],
    };
}
