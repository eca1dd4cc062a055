using System.Security.Cryptography;
using System.Text;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Mails;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Identity.Accounts.Addresses;

/// <summary>
/// Another mail address for an account: it holds once the link in the mail to it was opened, within the hour. The address that goes is told as well, so
/// that nobody loses an account unheard.
/// </summary>
internal sealed class AddressChange(UserManager<Person> people, MailQueue mails, IdentitySettings settings)
{
    public static readonly string Provider = TokenOptions.DefaultProvider;

    // Identity's own purpose would spell the address, and be written to the log.
    public static string Purpose(string address) => "address " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    /// <param name="person">With an address: who comes by a provider has none here.</param>
    public async Task Ask(Person person, string address)
    {
        var words = Wording.Of("Identity", person.Language);
        var token = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await people.GenerateUserTokenAsync(person, Provider, Purpose(address))));
        var link = settings.Link($"{ConfirmAddressEndpoint.Path}?person={person.Id}&courriel={Uri.EscapeDataString(address)}&jeton={token}");
        mails.Add(new Mail(address, words["Address.mail.subject"], words.Format("Address.mail", link)));
        mails.Add(new Mail(person.Email!, words["Address.notice.subject"], words["Address.notice"]));
    }
}
