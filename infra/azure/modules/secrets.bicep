// The two secrets that a managed identity cannot replace. Each is written when its parameter is set; otherwise the vault keeps the existing value.

param location string
param name string

@secure()
param superserviceKey string

@secure()
param encryptionKey string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // Protects the encryption key of the tables against purging. It cannot be disabled again.
    enablePurgeProtection: true
  }
}

resource superservice 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(superserviceKey)) {
  parent: vault
  name: 'superservice-key'
  properties: {
    value: superserviceKey
  }
}

resource encryption 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(encryptionKey)) {
  parent: vault
  name: 'encryption-key'
  properties: {
    value: encryptionKey
  }
}

output vault string = vault.name
output vaultUri string = vault.properties.vaultUri
output superserviceKeyUri string = '${vault.properties.vaultUri}secrets/superservice-key'
output encryptionKeyUri string = '${vault.properties.vaultUri}secrets/encryption-key'
