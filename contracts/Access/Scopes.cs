namespace HourExchange.Contracts.Access;

/// <summary>What a program may do in its institution's name, within its role. A program never turns a key, consents, signs or approves.</summary>
public static class Scopes
{
    /// <summary>Reads whatever its role reads.</summary>
    public const string Read = "read";

    /// <summary>Registers, delivers, corrects, cancels and imports lines; contributors and placements with them.</summary>
    public const string Lines = "lines";

    /// <summary>Compares a list with the book, records payments.</summary>
    public const string Ledger = "ledger";

    /// <summary>Reads reports, and nothing else.</summary>
    public const string Reports = "reports";

    public static readonly string[] All = [Read, Lines, Ledger, Reports];
}
