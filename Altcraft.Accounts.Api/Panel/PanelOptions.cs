using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Panel;

/// <summary>Section <c>Panel</c> of the configuration.</summary>
internal sealed class PanelOptions
{
    /// <summary>What the publish has found out about each file.</summary>
    public const string Manifest = "Altcraft.Accounts.Panel.staticwebassets.endpoints.json";

    /// <summary>The folder of the files.</summary>
    public const string Files = "wwwroot";

    /// <summary>Whether <c>/panel</c> is served. False by default.</summary>
    public bool Enabled { get; init; }

    /// <summary>Where the published panel is: a directory, relative to that of the program. <c>panel</c> by default.</summary>
    public string Directory { get; init; } = "panel";

    /// <summary>The whole path of a file in it.</summary>
    public string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, Directory, file);
}

/// <summary>Reports a panel that is not there, or only a part of it: its page would load for ever.</summary>
internal sealed class PanelOptionsValidator : IValidateOptions<PanelOptions>
{
    public ValidateOptionsResult Validate(string? name, PanelOptions options) => options.Enabled && FindMissing(options) is { } missing
        ? ValidateOptionsResult.Fail(
            $"Panel:Enabled is true, but {options.PathOf(missing)} is missing or cannot be read: publish the panel into Panel:Directory with "
            + "\"dotnet publish Altcraft.Accounts.Panel -c Release -o DIRECTORY\", or set Panel:Enabled to false.")
        : ValidateOptionsResult.Success;

    private static string? FindMissing(PanelOptions options)
    {
        try
        {
            var manifest = JsonNode.Parse(File.ReadAllText(options.PathOf(PanelOptions.Manifest)));
            return manifest!["Endpoints"]!.AsArray()
                .Select(endpoint => Path.Combine(PanelOptions.Files, (string)endpoint!["AssetFile"]!))
                .Distinct()
                .FirstOrDefault(file => !File.Exists(options.PathOf(file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // The start ends with the sentence that names the file.
            return PanelOptions.Manifest;
        }
    }
}
