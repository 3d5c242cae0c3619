namespace Altcraft.Accounts.IntegrationTests;

/// <summary>The two formats every test over HTTP runs in.</summary>
public enum Wire
{
    Json,
    Xml,
}
