namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>Moves a parameter behind those of the classes below it in the table; 0 without it.</summary>
/// <param name="place">Higher comes later.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PlaceAttribute(int place) : Attribute
{
    /// <summary>Higher comes later.</summary>
    public int Place => place;
}
