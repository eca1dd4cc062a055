using System.Text.RegularExpressions;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Contributors.Domain;

/// <summary>What may be known of a contributor. No message repeats what was sent: it may be somebody's name.</summary>
public static partial class ContributorRules
{
    public const int ExpertiseLimit = 20;

    private const int WordsLimit = 10;

    /// <summary>Null is left as it is; an empty text takes away what is known.</summary>
    public static Refusal? Check(string code, string? name, string? mail, string? phone, IReadOnlyList<string>? expertise)
    {
        if (!Codes.IsTerm(code))
        {
            return Refusal.Invalid("contributor-invalid", "A contributor's code has 1 to 80 letters, digits and - _ . ' / + with single spaces between.");
        }

        if (name is { Length: > 0 } && (name.Length > 200 || string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl) || WordsOf(name) > WordsLimit))
        {
            return Refusal.Invalid("contributor-name-invalid", $"A name has at most 200 characters and {WordsLimit} words, and no control character.");
        }

        if (mail is { Length: > 0 } && (mail.Length > 254 || !Mail().IsMatch(mail)))
        {
            return Refusal.Invalid("contributor-mail-invalid", "A mail address has at most 254 characters, one @ and no space.");
        }

        if (phone is { Length: > 0 } && !Phone().IsMatch(phone))
        {
            return Refusal.Invalid("contributor-phone-invalid", "A phone number has 3 to 40 digits, spaces and + ( ) . / -.");
        }

        return expertise is not null && (expertise.Count > ExpertiseLimit || !expertise.All(Codes.IsTerm) || expertise.Distinct(StringComparer.Ordinal).Count() != expertise.Count)
            ? Refusal.Invalid("expertise-invalid", $"At most {ExpertiseLimit} fields of expertise, each once, each of 1 to 80 letters, digits and - _ . ' / +.")
            : null;
    }

    private static int WordsOf(string name) => name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"\A[^@\s\p{C}]+@[^@\s\p{C}]+\z")]
    private static partial Regex Mail();

    [GeneratedRegex(@"\A[0-9 +()./-]{3,40}\z")]
    private static partial Regex Phone();
}
