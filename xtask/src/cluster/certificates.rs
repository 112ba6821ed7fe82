//! The certificates of a local cluster: one authority, and who it vouches for.

use std::{fs, path::Path};

use anyhow::Context;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};

/// Name of the file pair, common name and organisation of each certificate. The API server takes the common name
/// as the user and the organisation as the group.
const IDENTITIES: [(&str, &str, &str); 7] = [
    ("server", "ordinal-local", ""),
    ("admin", "admin", "system:masters"),
    ("controller-manager", "system:kube-controller-manager", ""),
    ("scheduler", "system:kube-scheduler", ""),
    ("kubelet-client", "kubelet-client", "system:masters"),
    ("front-proxy", "front-proxy", ""),
    ("etcd-client", "etcd-client", ""),
];

/// Makes `ca`, the [`IDENTITIES`] and the key that signs service account tokens, unless they are all there.
pub fn ensure(folder: &Path) -> anyhow::Result<()> {
    let (complete, whose) = (folder.join("complete"), format!("{IDENTITIES:?}"));
    if fs::read_to_string(&complete).is_ok_and(|made| made == whose) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let authority = authority(folder)?;
    for (name, user, group) in IDENTITIES {
        let key = KeyPair::generate()?;
        let certificate = parameters(user, group)?.signed_by(&key, &authority)?;
        write(folder, name, &certificate.pem(), &key)?;
    }
    let signing = KeyPair::generate()?;
    write_private(&folder.join("service-account.key"), &signing.serialize_pem())?;
    fs::write(folder.join("service-account.pub"), signing.public_key_pem())?;
    Ok(fs::write(complete, whose)?)
}

fn authority(folder: &Path) -> anyhow::Result<Issuer<'static, KeyPair>> {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name.push(DnType::CommonName, "ordinal-local-ca");
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    let key = KeyPair::generate()?;
    write(folder, "ca", &parameters.self_signed(&key)?.pem(), &key)?;
    Ok(Issuer::new(parameters, key))
}

fn parameters(user: &str, group: &str) -> anyhow::Result<CertificateParams> {
    let names = ["localhost", "127.0.0.1", "kubernetes.default.svc"].map(String::from);
    let mut parameters = CertificateParams::new(names).context("certificate names")?;
    parameters.distinguished_name.push(DnType::CommonName, user);
    if !group.is_empty() {
        parameters.distinguished_name.push(DnType::OrganizationName, group);
    }
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
    parameters.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    Ok(parameters)
}

fn write(folder: &Path, name: &str, certificate: &str, key: &KeyPair) -> anyhow::Result<()> {
    fs::write(folder.join(format!("{name}.crt")), certificate)?;
    write_private(&folder.join(format!("{name}.key")), &key.serialize_pem())
}

/// Writes a file that only its owner may read; a file of that name is replaced.
pub fn write_private(file: &Path, content: &str) -> anyhow::Result<()> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
    Ok(file.write_all(content.as_bytes())?)
}
