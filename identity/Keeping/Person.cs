using Microsoft.AspNetCore.Identity;

namespace HourExchange.Identity.Keeping;

/// <summary>
/// Somebody with an account. The id is the <c>sub</c> of every token: random, the same in every institution and role, never used again.
/// </summary>
public sealed class Person : IdentityUser
{
    public const int NameLengthLimit = 120;

    /// <summary>As others of the person's own institution read it, and nobody else.</summary>
    public string Name { get; set; } = "";

    /// <summary>Of pages and mails: fr, de or en.</summary>
    public string Language { get; set; } = "fr";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? PasswordChangedAt { get; set; }

    /// <summary>Of the last code of an application that was taken (RFC 6238): it and those before are taken no more.</summary>
    public long? LastCodeStep { get; set; }
}
