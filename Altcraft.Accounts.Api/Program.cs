using Altcraft.Accounts.Api.Commands;
using Altcraft.Accounts.Api.Hosting;

HomeDirectory.Ensure();
return await CommandLine.RunAsync(args);

/// <summary>The program: <c>serve</c> (default), <c>migrate</c>, <c>token</c>, <c>health</c> (contract, section 11).</summary>
public sealed partial class Program;
