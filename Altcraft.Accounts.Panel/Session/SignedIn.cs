using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Microsoft.JSInterop;

namespace Altcraft.Accounts.Panel.Session;

/// <summary>Why a session has ended.</summary>
public enum SignOutReason
{
    /// <summary>The person has signed out.</summary>
    Asked,

    /// <summary>The service no longer accepts the token.</summary>
    Refused,
}

/// <summary>What has become of a session.</summary>
public enum SessionChange
{
    /// <summary>Somebody has signed in.</summary>
    Begun,

    /// <summary>The screen waits for another token: <see cref="SignedIn.IsWaiting"/>.</summary>
    Waits,

    /// <summary>The screen that has waited goes on.</summary>
    Resumed,

    /// <summary>The screen that has waited is made anew, for a token that may do less.</summary>
    MadeAnew,

    /// <summary>Nobody is signed in.</summary>
    Ended,
}

/// <summary>
/// Who is signed in. The token is in memory and, if the person asks for it, in the browser's sessionStorage, which ends with the tab. It is
/// never in an address, a cookie or a message.
/// </summary>
public sealed class SignedIn(IJSRuntime browser)
{
    private const string Key = "altcraft.token";

    /// <summary>Raised when a session has begun or ended, or its screen waits or goes on.</summary>
    public event Action<SessionChange>? Changed;

    /// <summary>The token, from when it is tried; <see langword="null"/> when nobody is signed in.</summary>
    public string? Token { get; private set; }

    /// <summary>The token without its secret, once the service has accepted it. While <see cref="IsWaiting"/>, the one that was.</summary>
    public CurrentTokenAnswer? Who { get; private set; }

    /// <summary>Whether the screen waits, out of sight, for another token: the service no longer accepts the one, and something is not saved.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Counts the times that the screens are made anew: a screen that has waited does not go on with a token that may do less.</summary>
    public int Round { get; private set; }

    /// <summary>Why the last session has ended.</summary>
    public SignOutReason LastEnd { get; private set; }

    /// <summary>Whether the screen has something that is not saved; <see langword="null"/> for a screen that never has.</summary>
    public Func<bool>? HasUnsaved { get; set; }

    /// <summary>Asks whether what is not saved may be lost; <see langword="null"/> for a screen that has nothing to lose.</summary>
    public Func<Task<bool>>? MayLeave { get; set; }

    /// <summary>Whether the token has a scope. What it lacks is not offered.</summary>
    public bool Can(string scope) => Who is { } who && Scope.Covers(who.Scopes, scope);

    /// <summary>The token that sessionStorage has, if any.</summary>
    public async Task<string?> StoredTokenAsync() => await browser.InvokeAsync<string?>("sessionStorage.getItem", Key);

    /// <summary>Tries a token, and keeps it when the service accepts it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="isKept">Whether sessionStorage keeps it until the tab is closed.</param>
    /// <param name="check">Asks the service who the token is; throws when it is refused.</param>
    public async Task BeginAsync(string token, bool isKept, Func<Task<CurrentTokenAnswer>> check)
    {
        Token = token;
        CurrentTokenAnswer who;
        try
        {
            who = await check();
        }
        catch
        {
            // The caller reports it.
            Token = null;
            throw;
        }

        var change = !IsWaiting ? SessionChange.Begun : Who!.Scopes.All(scope => Scope.Covers(who.Scopes, scope)) ? SessionChange.Resumed : SessionChange.MadeAnew;
        Round += change == SessionChange.MadeAnew ? 1 : 0;
        (Who, IsWaiting) = (who, false);

        // A token that an earlier session has kept is not to come back with a reload.
        await (isKept ? browser.InvokeVoidAsync("sessionStorage.setItem", Key, token) : browser.InvokeVoidAsync("sessionStorage.removeItem", Key));
        Changed?.Invoke(change);
    }

    /// <summary>Goes on with another token in place of this one, and keeps it where this one is kept.</summary>
    /// <param name="token">The token.</param>
    /// <param name="check">Asks the service who the token is; throws when it is refused.</param>
    public async Task ReplaceAsync(string token, Func<Task<CurrentTokenAnswer>> check)
    {
        var old = Token;
        try
        {
            await BeginAsync(token, await StoredTokenAsync() is not null, check);
        }
        catch
        {
            // The caller reports it. When the service has refused the token, the session has ended.
            Token = Who is null || IsWaiting ? null : old;
            throw;
        }
    }

    /// <summary>Forgets the token because the person wants it, unless they would lose what they have not saved and rather keep it.</summary>
    public async Task SignOutAsync()
    {
        if (MayLeave is null || await MayLeave())
        {
            await EndAsync(SignOutReason.Asked);
        }
    }

    /// <summary>Forgets the token. Where the service has refused it, the screen keeps what is not saved.</summary>
    public async Task EndAsync(SignOutReason reason)
    {
        LastEnd = reason;
        Token = null;
        await browser.InvokeVoidAsync("sessionStorage.removeItem", Key);
        if (Who is not null && !IsWaiting)
        {
            IsWaiting = reason == SignOutReason.Refused && HasUnsaved?.Invoke() == true;
            Who = IsWaiting ? Who : null;
            Changed?.Invoke(IsWaiting ? SessionChange.Waits : SessionChange.Ended);
        }
    }
}
