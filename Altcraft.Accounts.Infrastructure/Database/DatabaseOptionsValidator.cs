namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Names each setting of <see cref="DatabaseOptions"/> the service cannot work with, and no other.</summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
