using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Tokens;

/// <summary>All tokens, and which of them made which.</summary>
public sealed class TokenFamily(IReadOnlyList<TokenAnswer> tokens)
{
    private readonly ILookup<long?, TokenAnswer> _byMaker = tokens.ToLookup(token => token.CreatedBy);

    /// <summary>Reads all tokens, in the order of their IDs.</summary>
    /// <exception cref="ApiException">The service refuses it, or cannot be reached.</exception>
    public static async Task<TokenFamily> ReadAsync(ApiClient api)
    {
        var tokens = new List<TokenAnswer>();
        Page<TokenAnswer> page;
        do
        {
            var next = tokens.Count == 0 ? 1 : tokens[^1].Id + 1;
            page = await api.ListAsync<ListTokensQuery, TokenAnswer>("tokens/list", new ListTokensQuery { FromId = next });
            tokens.AddRange(page.Items);
        }
        while (page.Items.Count > 0 && tokens.Count < page.TotalCount);
        return new(tokens);
    }

    /// <summary>All tokens.</summary>
    public IReadOnlyList<TokenAnswer> Tokens => tokens;

    /// <summary>A token.</summary>
    public TokenAnswer? Find(long? id) => tokens.FirstOrDefault(token => token.Id == id);

    /// <summary>The active tokens that a token has made, and theirs.</summary>
    public IReadOnlyList<TokenAnswer> MadeBy(long id)
    {
        var made = new List<TokenAnswer>();
        var makers = new Queue<long>([id]);
        while (makers.TryDequeue(out var maker))
        {
            foreach (var token in _byMaker[maker])
            {
                made.Add(token);
                makers.Enqueue(token.Id);
            }
        }

        return [.. made.Where(token => token.IsActive)];
    }

    /// <summary>
    /// Whether no token that may do everything would be left, which the service refuses, when one is revoked, alone or with all it has made. One that expires
    /// does not replace one that does not.
    /// </summary>
    public bool IsLastOfAll(TokenAnswer token, bool withMade)
    {
        var all = tokens.Where(other => other.IsActive && other.Scopes.Contains(Scope.All)).ToList();
        var revoked = (withMade ? MadeBy(token.Id).Append(token) : [token]).Select(one => one.Id).ToHashSet();
        var lost = all.Where(one => revoked.Contains(one.Id)).ToList();
        var isLasting = lost.Any(one => one.ExpiresAt is null);
        return lost.Count > 0 && !all.Except(lost).Any(other => !isLasting || other.ExpiresAt is null);
    }
}
