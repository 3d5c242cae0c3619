namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>How a program ended, and what it wrote to both outputs.</summary>
internal sealed record ProgramResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
