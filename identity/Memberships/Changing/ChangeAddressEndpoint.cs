using HourExchange.Contracts.Access;
using HourExchange.Identity.Accounts.Addresses;
using HourExchange.Identity.Invitations.Domain;
using HourExchange.Identity.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Identity;

namespace HourExchange.Identity.Memberships.Changing;

/// <summary>Another mail address for a person's account. It holds once the person has opened the link in the mail to it, within the hour.</summary>
public static class ChangeAddressEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/members/{sub}/addresses", Ask).For(Roles.Operator, Roles.Admin).WithName("changeAddress");

    private static async Task<Written<Answer<AddressAsked>>> Ask(string sub, AddressRequest request, HttpContext http, HttpWrites writes, UserManager<Person> people, AddressChange addresses)
    {
        var isAsked = false;
        var written = await writes.Run(http, request, async transaction =>
        {
            if (InvitationRules.CheckMail(request.Mail) is { } refusal)
            {
                return (Decision<Answer<AddressAsked>>)refusal;
            }

            if ((await MemberAccess.Of(transaction, Caller.Of(http.User), sub)).IsRefused(out refusal, out var account))
            {
                return refusal;
            }

            // With an address and so a password the roles that a provider gives would outlive what it says.
            if (account.Mail is null)
            {
                return Refusal.Conflict("account-of-provider", "The person signs in by the institution's provider, and has no address here.");
            }

            isAsked = true;
            return Answer.Ok(new AddressAsked(sub, request.Mail));
        });
        if (isAsked && await people.FindByIdAsync(sub) is { Email: not null } person)
        {
            await addresses.Ask(person, request.Mail);
        }

        return written;
    }
}

/// <summary>The address that an account is to have.</summary>
/// <param name="Mail">Where the link is sent.</param>
public sealed record AddressRequest(string Mail);

/// <summary>A mail is on its way; until its link is opened the address stays what it was.</summary>
/// <param name="Sub">Whose account.</param>
/// <param name="Mail">Where the link is sent.</param>
public sealed record AddressAsked(string Sub, string Mail);
