using System.Text;

namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// Converts property names to wire names: <c>AccountPostgresql</c> is <c>account_postgresql</c>, <c>Force2faAuth</c> is
/// <c>force_2fa_auth</c>.
/// </summary>
public static class ParameterName
{
    /// <summary>Returns the wire name of a property.</summary>
    public static string Of(string property)
    {
        var name = new StringBuilder(property.Length + 4);
        for (var i = 0; i < property.Length; i++)
        {
            var startsWord = char.IsAsciiLetterUpper(property[i])
                || (char.IsAsciiDigit(property[i]) && i > 0 && char.IsAsciiLetter(property[i - 1]));
            if (startsWord && i > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(property[i]));
        }

        return name.ToString();
    }
}
