using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;

namespace HourExchange.Console.Demo;

/// <summary>One link for each institution of the samples and each role: whoever opens it is signed in at the pages.</summary>
internal static class SignInLinks
{
    private static readonly string[] Offered = [Roles.Registrar, Roles.Approver, Roles.Finance, Roles.Management, Roles.Auditor, Roles.Admin];

    /// <param name="signIn">Of the sign-in provider.</param>
    /// <param name="key">That the provider was started with.</param>
    public static void Print(string folder, Uri signIn, string key)
    {
        var institutions = SampleAgreement.Read(folder).Institutions;
        var width = institutions.Max(institution => institution.Code.Length);
        foreach (var institution in institutions)
        {
            foreach (var role in Offered)
            {
                System.Console.WriteLine($"  {institution.Code.PadRight(width)}  {role,-10}  {new Uri(signIn, DevelopmentLinks.To(key, institution.Code, role))}");
            }
        }
    }
}
