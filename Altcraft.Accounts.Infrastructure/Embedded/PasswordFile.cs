using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>The password of the private server: random, in a file only the service's user can read.</summary>
internal static class PasswordFile
{
    private const string Name = "password";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The password, or <c>null</c> if there is none yet.</summary>
    public static string? Read(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, Name);
        if (!File.Exists(path))
            return null;
        var password = File.ReadAllText(path).Trim();
        return password.Length == 0 ? null : password;
    }

    /// <summary>Makes a password. It is on the disk before the server that asks for it exists, whole or not at all.</summary>
    [UnsupportedOSPlatform("windows")]
    public static string Create(string dataDirectory)
    {
        var password = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var path = Path.Combine(dataDirectory, Name);
        Write(path + ".new", password);
        File.Move(path + ".new", path, overwrite: true);
        return password;
    }

    /// <summary>Writes a file with mode 0600 from its first byte on, and to the disk.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void Write(string path, string password)
    {
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        file.Write(Encoding.ASCII.GetBytes(password + "\n"));
        file.Flush(flushToDisk: true);
    }
}
