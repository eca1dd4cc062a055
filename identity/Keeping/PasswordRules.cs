namespace HourExchange.Identity.Keeping;

/// <summary>What a password must be: long (NIST SP 800-63B asks for nothing else). Which characters is nobody's business.</summary>
internal static class PasswordRules
{
    public const int LengthLeast = 12;
    public const int LengthLimit = 128;

    /// <returns>The words of what is wrong, or null.</returns>
    public static string? Fault(string password) =>
        password.Length == 0 ? "Password.missing"
        : password.Length is < LengthLeast or > LengthLimit || password.Distinct().Count() < 4 ? "Password.short"
        : null;
}
