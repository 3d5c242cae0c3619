using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Lists the users of an account in name order (contract, section 12).</summary>
public sealed record ListAccountUsersQuery : PageQuery, IRequest<Page<AccountUser>>
{
    /// <summary>The maximum length of a search text, in characters.</summary>
    public const int MaxSearchLength = 255;

    /// <summary>The account.</summary>
    [JsonPropertyOrder(-1)]
    public Parameter<long> AccountId { get; init; }

    /// <summary>Only active or only inactive users.</summary>
    [JsonPropertyOrder(-1)]
    public Parameter<bool> Active { get; init; }

    /// <summary>Only master users or only others.</summary>
    [JsonPropertyOrder(-1)]
    public Parameter<bool> Master { get; init; }

    /// <summary>Only users with this language, in any case.</summary>
    [JsonPropertyOrder(-1)]
    public Parameter<string> Lang { get; init; }

    /// <summary>The first name of the page, ignoring case; by default the first of all.</summary>
    [JsonPropertyOrder(-1)]
    public Parameter<string> FromName { get; init; }

    /// <summary>Part of the login name, the first and last name, an e-mail address or the telephone number, ignoring case.</summary>
    public Parameter<string> Search { get; init; }
}

/// <summary>The filter of a list of users.</summary>
public sealed record AccountUserFilter
{
    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    /// <summary>The folded name with which the page begins; empty for the first page.</summary>
    public required string FromKey { get; init; }

    /// <summary>The maximum number of items of the page, 1–1000.</summary>
    public required int Limit { get; init; }

    /// <summary>The folded text to find, if any.</summary>
    public string? SearchKey { get; init; }

    /// <summary>Only active or only inactive users, if set.</summary>
    public bool? Active { get; init; }

    /// <summary>Only master users or only others, if set.</summary>
    public bool? Master { get; init; }

    /// <summary>Only users with this language, if set.</summary>
    public string? Lang { get; init; }
}

internal sealed class ListAccountUsersValidator : PageQueryValidator<ListAccountUsersQuery>
{
    public ListAccountUsersValidator()
    {
        RuleFor(query => query.AccountId).Required().Id();
        RuleFor(query => query.Lang).Lang();
        RuleFor(query => query.FromName).MaxLength(UserName.MaxLength);
        RuleFor(query => query.Search).MaxLength(ListAccountUsersQuery.MaxSearchLength);
    }
}

internal sealed class ListAccountUsersHandler(IAccountUserRepository users) : IRequestHandler<ListAccountUsersQuery, Page<AccountUser>>
{
    public async Task<Page<AccountUser>> Handle(ListAccountUsersQuery request, CancellationToken cancellationToken) => await users.ListAsync(
        new AccountUserFilter
        {
            AccountId = request.AccountId.Value,
            FromKey = TextKey.Of(request.FromName.Or(string.Empty)),
            Limit = request.Size,
            SearchKey = request.Search.TextOrNull() is { } search ? TextKey.Of(search) : null,
            Active = request.Active.OrNull(),
            Master = request.Master.OrNull(),
            Lang = AccountUserRules.LangOf(request.Lang.TextOrNull()),
        },
        cancellationToken) ?? throw AccountUserErrors.AccountNotFound(request.AccountId.Value);
}
