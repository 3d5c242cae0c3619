namespace Altcraft.Accounts.Domain.Common;

/// <summary>The range of IDs.</summary>
public static class ObjectId
{
    /// <summary>The highest ID: JSON numbers up to 2^53 − 1 are exact in all clients.</summary>
    public const long Max = (1L << 53) - 1;
}
