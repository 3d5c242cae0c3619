namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>Trees of any shape.</summary>
internal static class WildTrees
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2", "7", "8", "23", "24", "1000", "1001", "65535", "65536", "2147483647", "2147483648", "-2147483648",
        "9007199254740991", "9007199254740992", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
        "123456789012345678901234567890", "1.0", "1.5", "-1.5", "1e0", "1E2", "1e-2", "1e400", "0.1e1", "0e0",
    ];

    /// <summary>A value without values in it.</summary>
    public static Gen<Tree> Scalar { get; } = Gen.Frequency(
        (4, Texts.Any.Select(text => (Tree)new Text(text))),
        (3, Gen.Elements(Numbers).Select(digits => (Tree)new Number(digits))),
        (1, Gen.Choose(-3, 30).Select(number => (Tree)new Number(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
        (1, Gen.Elements(true, false).Select(value => (Tree)new Truth(value))),
        (1, Gen.Constant((Tree)new Nil())));

    /// <summary>Any value.</summary>
    public static Gen<Tree> Any { get; } = Gen.Sized(size => Of(Math.Min(size, 24)));

    /// <summary>A value as deep as one likes.</summary>
    public static Gen<Tree> Deep { get; } = from levels in Gen.Choose(20, 40)
                                            from isArray in Gen.Elements(true, false)
                                            from core in Scalar
                                            select Wrapped(core, levels, isArray);

    private static Gen<Tree> Of(int size) => size <= 0 ? Scalar : Gen.Frequency(
        (4, Scalar),
        (1, Of(size / 3).ListOf().Resize(4).Select(items => (Tree)new Many([.. items]))),
        (1, Object(Texts.Name, Of(size / 3), 4).Select(members => (Tree)members)));

    /// <summary>An object.</summary>
    /// <param name="name">Makes names.</param>
    /// <param name="value">Makes values.</param>
    /// <param name="most">The most members.</param>
    public static Gen<Members> Object(Gen<string> name, Gen<Tree> value, int most) =>
        from members in Gen.Zip(name, value).ListOf().Resize(most)
        select new Members([.. members]);

    private static Tree Wrapped(Tree core, int levels, bool isArray)
    {
        for (var i = 0; i < levels; i++)
        {
            core = isArray ? new Many([core]) : new Members([("a", core)]);
        }

        return core;
    }
}
