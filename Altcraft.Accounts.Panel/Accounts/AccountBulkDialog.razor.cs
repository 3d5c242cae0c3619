using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>One action for many accounts: how many will change and what that means, its progress, and what failed.</summary>
public sealed partial class AccountBulkDialog : IDisposable
{
    /// <summary>The most failures that are listed.</summary>
    private const int MostShown = 500;

    private BulkChange? _change;
    private BulkPlan? _plan;
    private BulkRun? _run;
    private ApiException? _failure;
    private MudButton? _button;
    private string? _paymentUrl;
    private string? _problem;
    private long _toDo;
    private bool _isRunning;
    private bool _movesFocus;
    private bool _isLeft;

    /// <summary>The dialog while nothing is under way.</summary>
    public static DialogOptions Closable { get; } = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    [Inject]
    private Notices Notices { get; set; } = null!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>What is done.</summary>
    [Parameter, EditorRequired]
    public BulkAction Action { get; set; }

    /// <summary>The filter.</summary>
    [Parameter, EditorRequired]
    public AccountView View { get; set; } = AccountView.All;

    /// <summary>The accounts that are selected of those that match the filter.</summary>
    [Parameter, EditorRequired]
    public AccountSelection Selection { get; set; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _isLeft = true;
        _run?.Stop();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _change = new BulkChange(Api, Action, View, Selection);
        try
        {
            _plan = await _change.PlanAsync();
        }
        catch (ApiException failure)
        {
            _failure = failure;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The button that had the focus is gone.
        if (_movesFocus && _button is not null)
        {
            _movesFocus = false;
            await _button.FocusIfShownAsync();
        }
    }

    private async Task BeginAsync()
    {
        var url = _paymentUrl?.Trim();
        _problem = string.IsNullOrEmpty(url) || PaymentUrl.Check(url) is null ? null : Text["PaymentUrlWrong"].Value;
        if (_problem is null)
        {
            _toDo = _plan!.Changing;
            _run = new BulkRun(
                async account =>
                {
                    await _change!.ChangeAsync(account, url);
                    Selection.Finish(account.Id);
                },
                StateHasChanged);
            await RunAsync(() => _run.RunAsync(_change!.AccountsAsync(_plan)));
        }
    }

    // It cannot be closed while it runs: somebody must see what failed.
    private async Task RunAsync(Func<Task> run)
    {
        (_isRunning, _movesFocus) = (true, true);
        await Dialog.SetOptionsAsync(Closable with { CloseOnEscapeKey = false, BackdropClick = false, CloseOnNavigation = true });
        StateHasChanged();
        await run();
        (_isRunning, _movesFocus) = (false, true);
        if (_isLeft)
        {
            // The screen was left, or the session has ended.
            _ = Notices.ShowAsync(Result);
        }
    }

    private void Close()
    {
        // After a stop, those that nothing was tried with stay selected, too.
        if (!_run!.IsStopped)
        {
            Selection.Set(_run.Failures.Select(failure => failure.Account));
        }

        Dialog.Close();
    }

    private string Result => Text[_run!.IsStopped ? "Stopped" : "Finished", Shown(_run.Done), Shown(_run.Failures.Count)];

    private static string Sentence(ApiException reason) =>
        reason.Errors.Count > 0 ? string.Join(" ", reason.Errors.Select(ErrorTexts.Of)) : ErrorTexts.Of(reason);

    private static string Shown(long number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
