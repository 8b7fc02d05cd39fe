namespace UpperBack.Kernel.Http;

/// <summary>Names of the authorisation policies. Without one an endpoint needs a signed-in member.</summary>
public static class Policies
{
    /// <summary>Instructors and administrators.</summary>
    public const string Instructor = "instructor";

    /// <summary>Administrators.</summary>
    public const string Admin = "admin";
}
