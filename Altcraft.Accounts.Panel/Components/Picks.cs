namespace Altcraft.Accounts.Panel.Components;

/// <summary>The pickers of a form, which is not saved while one of them has a text that names nothing.</summary>
public sealed class Picks
{
    private readonly List<(string Id, Func<bool> HasTyped, Func<Task<bool>> SettleAsync)> _pickers = [];

    /// <summary>Whether one of them has a text that nothing was chosen for yet.</summary>
    public bool HasTyped => _pickers.Exists(picker => picker.HasTyped());

    /// <summary>Takes a picker.</summary>
    /// <param name="id">The ID of its input element.</param>
    /// <param name="hasTyped">Whether it has a text that nothing was chosen for yet.</param>
    /// <param name="settleAsync">Chooses what its text names; answers whether there is no other text in it.</param>
    public void Add(string id, Func<bool> hasTyped, Func<Task<bool>> settleAsync) => _pickers.Add((id, hasTyped, settleAsync));

    /// <summary>Forgets a picker.</summary>
    public void Remove(Func<Task<bool>> settleAsync) => _pickers.RemoveAll(picker => picker.SettleAsync == settleAsync);

    /// <summary>Chooses what the texts name, also that of the field that has the focus; answers the ID of the first field whose text names nothing.</summary>
    public async Task<string?> FirstUnsettledAsync()
    {
        var settled = await Task.WhenAll(_pickers.ToList().Select(async picker => (picker.Id, IsSettled: await picker.SettleAsync())));
        return settled.FirstOrDefault(picker => !picker.IsSettled).Id;
    }
}
