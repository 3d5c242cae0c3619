namespace Altcraft.Accounts.Domain.Common;

/// <summary>The IDs of stored objects.</summary>
public static class ObjectId
{
    /// <summary>The highest ID: JSON numbers up to 2^53 − 1 are exact in every client.</summary>
    public const long Max = (1L << 53) - 1;
}
